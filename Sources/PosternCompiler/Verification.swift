import PosternAnalysis
import PosternBackends
import PosternDigest
import PosternJSON
import PosternModel

/// Checks artefacts as they lie on a disk: the manifest's hashes, and that the parts say the same.
public struct Verification: Sendable {
  /// What does not hold, in words; empty when everything does.
  public private(set) var faults: [String] = []
  /// The policy and environment that the manifest names; nil without a readable manifest.
  public private(set) var subject: (policy: String, environment: String)?
  private var manifest: Manifest?
  private var files: [String: [UInt8]] = [:]

  /// Verifies the files of one folder.
  /// - Parameters:
  ///   - read: gives a file of the folder by its name; nil when it cannot be read.
  public init(read: (String) -> [UInt8]?) {
    guard let bytes = read(Manifest.fileName) else {
      faults.append("manifest.json is missing")
      return
    }
    do {
      let manifest = try Manifest(decoding: bytes)
      self.manifest = manifest
      subject = (manifest.policy, manifest.environment)
    } catch {
      faults.append("manifest.json: \(error.path.isEmpty ? "" : error.path + ": ")\(error.text)")
      return
    }
    checkHashes(read)
    checkTranslation()
  }

  /// Compares with what the source compiles to now.
  public mutating func compare(with compiled: [CompiledFile]) {
    for file in compiled {
      if file.name == Manifest.fileName {
        if let manifest, manifest.render() != file.bytes {
          faults.append("manifest.json is not what the source compiles to")
        }
      } else if let found = files[file.name], found != file.bytes {
        faults.append("\(file.name) is not what the source compiles to")
      }
    }
  }

  /// The names of the artefacts that a manifest lists, itself included; empty when it is none.
  public static func artefactNames(inManifest bytes: [UInt8]) -> [String] {
    guard let manifest = try? Manifest(decoding: bytes) else { return [] }
    return manifest.artefacts.map(\.file) + [Manifest.fileName]
  }

  /// The policy and environment that a manifest names; nil when it is none.
  public static func subject(ofManifest bytes: [UInt8]) -> (policy: String, environment: String)? {
    (try? Manifest(decoding: bytes)).map { ($0.policy, $0.environment) }
  }

  private mutating func checkHashes(_ read: (String) -> [UInt8]?) {
    guard let manifest else { return }
    for entry in manifest.artefacts {
      guard let bytes = read(entry.file) else {
        faults.append("\(entry.file) is missing")
        continue
      }
      files[entry.file] = bytes
      if SHA256.digest(of: bytes).hex != entry.sha256 {
        faults.append("\(entry.file) does not have the SHA-256 that manifest.json gives")
      }
    }
    for name in Self.required where !manifest.artefacts.contains(where: { $0.file == name }) {
      faults.append("manifest.json does not list \(name)")
    }
  }

  private static let required = [
    "idaas-policy.json", "report.md", "routing-table.bin", "routing-table.json", "twilio-verify.json",
  ]

  private mutating func checkTranslation() {
    guard let manifest, let bytes = files["routing-table.bin"] else { return }
    let table: DecodedTable
    do {
      table = try RoutingTableDecoder.decode(bytes)
    } catch {
      faults.append("routing-table.bin: \(error)")
      return
    }
    if (table.model.name, table.model.environment) != (manifest.policy, manifest.environment) {
      faults.append("routing-table.bin is of \(table.model.name), \(table.model.environment)")
    }
    if RoutingTableDecoder.contentDigest(of: bytes) != manifest.tableDigest {
      faults.append("routing-table.bin does not have the content digest that manifest.json gives")
    }
    for difference in RoutingTableValidation.contradictions(in: table) {
      faults.append("routing-table.bin contradicts itself: \(difference)")
    }
    if let description = files["routing-table.json"],
      (try? RoutingTableDescription.describe(bytes)).map({ JSONWriter().bytes($0) }) != description
    {
      faults.append("routing-table.json is not the readable twin of routing-table.bin")
    }
    guard let json = files["idaas-policy.json"] else { return }
    do {
      let decoded = try DecodedIDaaSPolicy(decoding: json, directory: table.model.directory)
      if (decoded.policy, decoded.environment) != (manifest.policy, manifest.environment) {
        faults.append("idaas-policy.json is of \(decoded.policy), \(decoded.environment)")
      }
      let difference = StageSplitter.firstDifference(
        between: decoded.policies, and: table.model, phones: StagePhones(table.automaton))
      if let difference {
        faults.append(
          "idaas-policy.json and routing-table.bin differ: \(difference.words(table.model.directory))")
        return
      }
      // The table does not say how many policies the instance may hold: any number will do here.
      var model = table.model
      model.idaas.customPolicyLimit = 100
      let split = StageSplitter.split(model, phones: StagePhones(table.automaton)).split
      faults += try IDaaSConsistency(json, decoded: decoded, model: model, split: split).faults()
    } catch {
      faults.append("idaas-policy.json: \(error.path.isEmpty ? "" : error.path + ": ")\(error.text)")
    }
  }
}
