import PosternCompiler
import PosternSchema
import TestSupport
import Testing

/// The committed policies compile, byte for byte, to what is committed under `generated/`.
@Suite struct GeneratedTests {
  static let policies = Repository.names(in: "policies")

  @Test(arguments: policies)
  func compilesToWhatIsCommitted(_ policy: String) throws {
    let files = try Self.compile(policy)
    #expect(Set(Repository.files(below: "generated/\(policy)")) == Set(files.keys))
    for (path, bytes) in files {
      let committed = (try? Repository.bytes(path)) ?? []
      #expect(bytes == committed, "\(path) is not what the policy compiles to: run `make compile`")
    }
  }

  @Test func nothingElseIsCommitted() {
    #expect(Repository.names(in: "generated") == Self.policies)
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    #expect(try Self.compile("quickstart") == Self.compile("quickstart"))
  }

  /// Path in the checkout → bytes.
  private static func compile(_ name: String) throws -> [String: [UInt8]] {
    let folder = "policies/\(name)"
    let checked = Pipeline.check(try .checkout(folder), folder: folder, today: dayOfTests)
    var result: [String: [UInt8]] = [:]
    for environment in checked.environments {
      for file in try checked.compile(environment) {
        result["generated/\(checked.name)/\(environment.name)/\(file.name)"] = file.bytes
      }
    }
    #expect(checked.environments.map(\.name) == checked.allEnvironments)
    return result
  }
}
