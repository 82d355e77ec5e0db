import Foundation
import Testing

@Suite struct CompileTests {
  static let names = [
    "idaas-policy.json", "twilio-verify.json", "report.md", "routing-table.bin", "routing-table.json",
    "manifest.json",
  ]

  private func lines(_ word: String, _ environments: [String], out: String = "generated") -> String {
    environments.flatMap { environment in
      Self.names.map { "\(word) \(out)/example/\(environment)/\($0)\n" }
    }.joined()
  }

  /// What the manifest of `prod` lists, in its order.
  private static func removed(_ word: String) -> String {
    (names.dropLast().sorted() + ["manifest.json"])
      .map { "\(word) generated/example/prod/\($0)\n" }.joined()
  }

  @Test func filesAreWrittenOnceThenLeftAlone() throws {
    let sandbox = try Sandbox()
    #expect(
      try sandbox.run("compile")
        == Output(
          standardOutput: lines("written  ", ["dev", "prod"]),
          standardError:
            "2 environments compiled: 12 written, 0 unchanged, 0 removed; no findings in 1 policy\n"))
    let before = try sandbox.contents(of: "generated")
    #expect(
      before.keys.sorted()
        == ["dev", "prod"].flatMap { e in Self.names.map { "example/\(e)/\($0)" } }.sorted())
    let old = Date(timeIntervalSince1970: 1_000_000_000)
    for name in before.keys {
      try FileManager.default.setAttributes(
        [.modificationDate: old], ofItemAtPath: sandbox.url("generated/\(name)").path)
    }
    try sandbox.write("generated/example/dev/report.md", "edited by hand\n")
    let again = try sandbox.run("compile")
    #expect(
      again.standardOutput
        == lines("unchanged", ["dev", "prod"]).replacingOccurrences(
          of: "unchanged generated/example/dev/report.md", with: "written   generated/example/dev/report.md"))
    #expect(
      again.standardError
        == "2 environments compiled: 1 written, 11 unchanged, 0 removed; no findings in 1 policy\n")
    #expect(try sandbox.contents(of: "generated") == before)
    let path = sandbox.url("generated/example/dev/routing-table.bin").path
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(date == old)
  }

  @Test func oneEnvironmentIntoAnotherFolder() throws {
    let sandbox = try Sandbox(replacing: Faults.dated)
    #expect(
      try sandbox.run(
        "compile", "policies/example", "--env", "prod", "--out", "deep/er", "--today", "2027-03-31")
        == Output(
          standardOutput: lines("written  ", ["prod"], out: "deep/er"),
          standardError: Faults.expiringRule
            + "1 environment compiled: 6 written, 0 unchanged, 0 removed; 1 warning in 1 policy\n"))
    #expect(!sandbox.exists("generated"))
  }

  @Test func onAnErrorNothingIsWritten() throws {
    let sandbox = try Sandbox()
    try sandbox.add(
      "policies/other", replacing: Faults.unknownGroup + [("policy: example", "policy: other")])
    #expect(
      try sandbox.run("compile")
        == Output(
          standardError: Faults.unknownGroup(in: "policies/other/policy.yaml")
            + "1 error in 2 policies; nothing was written\n", code: 1))
    #expect(!sandbox.exists("generated"))
  }

  @Test func onlyWhatTheOldManifestListsIsRemoved() throws {
    let sandbox = try Compiled.sandbox()
    let manifest = "generated/example/dev/manifest.json"
    let digest = String(repeating: "0", count: 64)
    let stale = ["old-artefact.json", "sub/deeper.json"].map {
      "    {\n      \"file\": \"\($0)\",\n      \"sha256\": \"\(digest)\"\n    },\n"
    }
    var text = try sandbox.text(manifest)
    let place = try #require(text.range(of: "    {\n      \"file\": \"report.md\""))
    text.replaceSubrange(place, with: stale[0] + text[place])
    let next = try #require(text.range(of: "    {\n      \"file\": \"twilio-verify.json\""))
    text.replaceSubrange(next, with: stale[1] + text[next])
    try sandbox.write(manifest, text)
    try sandbox.write("generated/example/dev/old-artefact.json", "{}\n")
    try sandbox.write("generated/example/dev/sub/deeper.json", "{}\n")
    try sandbox.write("generated/example/dev/notes.txt", "mine\n")
    let output = try sandbox.run("compile", "--env", "dev")
    #expect(output.standardOutput.contains("removed   generated/example/dev/old-artefact.json\n"))
    #expect(output.standardOutput.contains("written   \(manifest)\n"))
    #expect(output.standardError.hasPrefix("1 environment compiled: 1 written, 5 unchanged, 1 removed;"))
    #expect(!sandbox.exists("generated/example/dev/old-artefact.json"))
    #expect(sandbox.exists("generated/example/dev/sub/deeper.json"))
    #expect(try sandbox.text("generated/example/dev/notes.txt") == "mine\n")
  }

  @Test func aManifestCannotHaveFilesElsewhereRemoved() throws {
    let sandbox = try Compiled.sandbox()
    let manifest = "generated/example/dev/manifest.json"
    try sandbox.write(
      manifest,
      sandbox.text(manifest).replacingOccurrences(of: "\"report.md\"", with: "\"../../../precious.txt\""))
    try sandbox.write("precious.txt", "mine\n")
    #expect(try sandbox.run("compile", "--env", "dev").code == 0)
    #expect(try sandbox.text("precious.txt") == "mine\n")
  }

  @Test func checkWritesNothing() throws {
    let empty = try Sandbox()
    #expect(
      try empty.run("compile", "--check")
        == Output(
          standardOutput: lines("differs  ", ["dev", "prod"]),
          standardError: "2 environments: 12 files are out of date\n", code: 7))
    #expect(!empty.exists("generated"))

    let sandbox = try Compiled.sandbox()
    #expect(
      try sandbox.run("compile", "--check")
        == Output(standardError: "2 environments: everything is up to date\n"))
    try sandbox.write("generated/example/prod/report.md", "edited\n")
    #expect(
      try sandbox.run("compile", "--check")
        == Output(
          standardOutput: "differs   generated/example/prod/report.md\n",
          standardError: "2 environments: 1 file is out of date\n", code: 7))
    #expect(try sandbox.text("generated/example/prod/report.md") == "edited\n")
  }

  @Test(arguments: [["compile", "--out", ""], ["compile", "--check", "--out", ""]])
  func anEmptyFolderIsNoPlaceToWriteTo(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    #expect(
      try sandbox.run(arguments, input: [])
        == Output(
          standardError: "postern: --out wants a folder, such as generated, not an empty path\n", code: 2))
  }

  @Test func anEnvironmentThatIsNoMoreTakesItsFilesAlong() throws {
    let sandbox = try Compiled.sandbox()
    try FileManager.default.removeItem(at: sandbox.url("policies/example/environments/prod.yaml"))
    try sandbox.write("generated/example/notes/manifest.json", "{}\n")
    try sandbox.write("generated/example/prod/notes.txt", "mine\n")
    #expect(
      try sandbox.run("compile", "--check")
        == Output(
          standardOutput: Self.removed("stale    "),
          standardError: "1 environment: 6 files are out of date\n", code: 7))
    #expect(try sandbox.run("compile", "--check", "--env", "dev").code == 0)
    let output = try sandbox.run("compile")
    #expect(output.standardOutput == lines("unchanged", ["dev"]) + Self.removed("removed  "))
    #expect(
      output.standardError
        == "1 environment compiled: 0 written, 6 unchanged, 6 removed; no findings in 1 policy\n")
    #expect(try sandbox.text("generated/example/prod/notes.txt") == "mine\n")
    #expect(try sandbox.contents(of: "generated/example/prod").count == 1)
    #expect(sandbox.exists("generated/example/notes/manifest.json"))
    #expect(try sandbox.run("compile", "--check").code == 0)
  }

  @Test func aFolderOfAnEnvironmentThatIsNoMoreGoes() throws {
    let sandbox = try Compiled.sandbox()
    try FileManager.default.removeItem(at: sandbox.url("policies/example/environments/prod.yaml"))
    #expect(try sandbox.run("compile").code == 0)
    #expect(!sandbox.exists("generated/example/prod"))
  }

  @Test func whatIsNoRegularFileIsNotRead() throws {
    let sandbox = try Compiled.sandbox()
    let path = "generated/example/dev/"
    for name in ["report.md", "manifest.json"] {
      try FileManager.default.removeItem(at: sandbox.url(path + name))
      try FileManager.default.createSymbolicLink(
        atPath: sandbox.url(path + name).path, withDestinationPath: "/dev/zero")
      let output = try sandbox.run("compile")
      #expect(output.standardError.hasSuffix("\(path)\(name): not a regular file\n"), "\(output)")
      #expect(output.code == 2)
      try FileManager.default.removeItem(at: sandbox.url(path + name))
    }
  }

  @Test func twoPoliciesOfOneNameAreRefused() throws {
    let sandbox = try Sandbox()
    try sandbox.add("policies/other")
    #expect(
      try sandbox.run("compile")
        == Output(
          standardError: "postern: policies/example and policies/other are both named example\n", code: 2))
    #expect(!sandbox.exists("generated"))
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let sandbox = try Sandbox()
    try sandbox.write("file", "")
    #expect(
      try sandbox.run("compile", "--out", "file")
        == Output(standardError: "postern: cannot make folder file/example: Not a directory\n", code: 2))
    try sandbox.write("generated/example/dev/report.md/inside", "")
    let output = try sandbox.run("compile", "--env", "dev")
    #expect(
      output.standardError == "postern: cannot write generated/example/dev/report.md: Is a directory\n")
    #expect(output.code == 2)
    #expect(!sandbox.exists("generated/example/dev/manifest.json"))
    #expect(try sandbox.contents(of: "generated").keys.allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test func aLinkedFolderIsFollowedAndALinkedFileReplaced() throws {
    let sandbox = try Sandbox()
    try sandbox.write("elsewhere/file", "mine\n")
    let manager = FileManager.default
    try manager.createSymbolicLink(at: sandbox.url("generated"), withDestinationURL: sandbox.url("elsewhere"))
    try manager.createDirectory(
      at: sandbox.url("elsewhere/example/dev"), withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      at: sandbox.url("elsewhere/example/dev/report.md"), withDestinationURL: sandbox.url("elsewhere/file"))
    #expect(try sandbox.run("compile", "--env", "dev").code == 0)
    #expect(try sandbox.text("elsewhere/file") == "mine\n")
    #expect(try sandbox.text("elsewhere/example/dev/report.md").contains("example"))
  }

  @Test func aReaderThatGoesAwayDoesNotLeaveHalf() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.shell("\"$POSTERN\" compile 2>/dev/null | true")
    #expect(try sandbox.run("compile", "--check").code == 0)
  }
}
