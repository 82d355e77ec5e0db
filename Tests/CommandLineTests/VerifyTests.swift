import Foundation
import Testing

@Suite struct VerifyTests {
  static let folder = "generated/example/prod"

  private func faults(_ sandbox: Sandbox, _ arguments: String...) throws -> [String] {
    let output = try Program.run(["verify", Self.folder] + arguments, in: sandbox.folder)
    #expect(output.standardError.isEmpty)
    #expect(output.code == 7)
    return output.lines.map { String($0.dropFirst(Self.folder.count + 2)) }
  }

  @Test func whatWasCompiledHolds() throws {
    let sandbox = try Compiled.sandbox()
    #expect(
      try sandbox.run("verify", "generated/example/dev", "generated/example/prod")
        == Output(standardOutput: "generated/example/dev: holds\ngenerated/example/prod: holds\n"))
    #expect(
      try sandbox.run("verify", Self.folder, "--policy", "policies/example")
        == Output(standardOutput: "generated/example/prod: holds\n"))
  }

  @Test func aChangedFileHasAnotherHash() throws {
    let sandbox = try Compiled.sandbox()
    try sandbox.write(Self.folder + "/report.md", "edited\n")
    #expect(try faults(sandbox) == ["report.md does not have the SHA-256 that manifest.json gives"])
    let output = try sandbox.run("verify", "generated/example/dev", Self.folder)
    #expect(output.standardOutput.hasPrefix("generated/example/dev: holds\n"))
    #expect(output.code == 7)
  }

  @Test func aDamagedTable() throws {
    let sandbox = try Compiled.sandbox()
    var bytes = [UInt8](try Data(contentsOf: sandbox.url(Self.folder + "/routing-table.bin")))
    bytes[bytes.count / 2] ^= 0x10
    try sandbox.write(Self.folder + "/routing-table.bin", bytes)
    let found = try faults(sandbox)
    #expect(found.first == "routing-table.bin does not have the SHA-256 that manifest.json gives")
    #expect(found.contains("routing-table.bin: the checksum does not match"), "\(found)")
  }

  /// An attacker who edits what IDaaS is told, and makes the hash right again.
  @Test func anotherMeaningWithTheRightHash() throws {
    let sandbox = try Compiled.sandbox()
    let path = Self.folder + "/idaas-policy.json"
    let text = try sandbox.text(path)
    let edited = text.replacingOccurrences(of: "\"ia_webauthn\"", with: "\"ia_otp_sms\"")
    #expect(text != edited)
    try sandbox.write(path, edited)
    try fixHash(of: "idaas-policy.json", in: sandbox)
    let found = try faults(sandbox)
    #expect(found.contains { $0.hasPrefix("idaas-policy.json and routing-table.bin differ: ") }, "\(found)")
    let compared = try faults(sandbox, "--policy", "policies/example")
    #expect(compared.contains("idaas-policy.json is not what the source compiles to"))
  }

  /// Edits that leave the list of policies as it was, each with the right hash.
  @Test(arguments: [
    ("203.0.113.0/24", "203.0.113.0/25", "request `network-zone/office` of"),
    (
      "\"action\": \"CreateNetworkZone\"", "\"action\": \"UpdateNetworkZone\"",
      "request `network-zone/office` of"
    ),
    ("\"key\": \"network-zone/office\"", "\"key\": \"network-zone/other\"", "request `"),
    (
      "\"ClientId\": \"example-client\"", "\"ClientId\": {\"$ref\": \"nowhere\"}",
      "request `identity-provider/google` refers to `nowhere`, which no request before it makes"
    ),
    ("https://login.example.com/idaas/2fa-trigger", "https://evil.example", "extensions.webhook.url of"),
    ("\"rules\": [", "\"rules\": [\"none\",", "extensions.webhook.rules of"),
    ("\"toleranceSeconds\": 300", "\"toleranceSeconds\": 600", "extensions.webhook.signing of"),
    (
      "\"key\": \"preflight/edition\"", "\"key\": \"x\"",
      "idaas-policy.json lacks the manual step `preflight/edition`"
    ),
    ("\"key\": \"webhook/", "\"key\": \"x", "manual step `webhook/"),
    (
      "\"key\": \"identity-provider/google\"", "\"key\": \"identity-provider/x\"",
      "idaas-policy.json has neither a request nor a manual step for provider `google`"
    ),
  ])
  func anotherSettingWithTheRightHash(_ old: String, _ new: String, _ fault: String) throws {
    let sandbox = try Compiled.sandbox()
    let path = Self.folder + "/idaas-policy.json"
    let text = try sandbox.text(path)
    #expect(text.contains(old))
    try sandbox.write(path, text.replacingOccurrences(of: old, with: new))
    try fixHash(of: "idaas-policy.json", in: sandbox)
    let found = try faults(sandbox)
    #expect(found.contains { $0.hasPrefix(fault) }, "\(found)")
  }

  @Test func aTableOfAnotherEnvironment() throws {
    let sandbox = try Compiled.sandbox()
    try sandbox.write(
      Self.folder + "/routing-table.bin",
      [UInt8](try Data(contentsOf: sandbox.url("generated/example/dev/routing-table.bin"))))
    try fixHash(of: "routing-table.bin", in: sandbox)
    let found = try faults(sandbox)
    #expect(found.contains("routing-table.bin is of example, dev"), "\(found)")
    #expect(found.contains("routing-table.bin does not have the content digest that manifest.json gives"))
  }

  /// Not a fault of usage: what does not hold is listed as without the source.
  @Test(arguments: ["policy", "environment"]) func aManifestOfAnotherName(_ key: String) throws {
    let sandbox = try Compiled.sandbox()
    let path = Self.folder + "/manifest.json"
    let name = key == "policy" ? "example" : "prod"
    let text = try sandbox.text(path)
    let edited = text.replacingOccurrences(of: "\"\(key)\": \"\(name)\"", with: "\"\(key)\": \"edited\"")
    #expect(text != edited)
    try sandbox.write(path, edited)
    let alone = try faults(sandbox)
    #expect(alone.contains("routing-table.bin is of example, prod"), "\(alone)")
    let compared = try faults(sandbox, "--policy", "policies/example")
    #expect(compared.dropLast() == alone[...])
    #expect(compared.last?.hasPrefix("not compared with the source: ") == true, "\(compared)")
  }

  @Test func missingFiles() throws {
    let sandbox = try Compiled.sandbox()
    try FileManager.default.removeItem(at: sandbox.url(Self.folder + "/twilio-verify.json"))
    #expect(try faults(sandbox) == ["twilio-verify.json is missing"])
    try FileManager.default.removeItem(at: sandbox.url(Self.folder + "/manifest.json"))
    #expect(try faults(sandbox) == ["manifest.json is missing"])
  }

  @Test(arguments: ["manifest.json", "report.md", "routing-table.bin"])
  func whatIsNoRegularFileIsNotRead(_ name: String) throws {
    for command in ["mkfifo \(Self.folder)/\(name)", "ln -s /dev/zero \(Self.folder)/\(name)"] {
      let sandbox = try Compiled.sandbox()
      #expect(try sandbox.shell("rm \(Self.folder)/\(name) && \(command)").code == 0)
      #expect(
        try sandbox.run("verify", Self.folder)
          == Output(
            standardError: "postern: cannot read \(Self.folder)/\(name): not a regular file\n", code: 2))
    }
  }

  @Test func aManifestThatIsNone() throws {
    let sandbox = try Compiled.sandbox()
    try sandbox.write(Self.folder + "/manifest.json", "[]\n")
    #expect(try faults(sandbox).count == 1)
    #expect(try faults(sandbox)[0].hasPrefix("manifest.json: "))
  }

  @Test func theSourceHasMovedOn() throws {
    let sandbox = try Compiled.sandbox()
    let path = "policies/example/policy.yaml"
    try sandbox.write(
      path, sandbox.text(path).replacingOccurrences(of: "[5 per 10m]", with: "[6 per 10m]"))
    let found = try faults(sandbox, "--policy", "policies/example")
    #expect(found.contains("manifest.json is not what the source compiles to"), "\(found)")
    #expect(try sandbox.run("verify", Self.folder).code == 0)
  }

  @Test func theSourceIsFaulty() throws {
    let sandbox = try Compiled.sandbox()
    let path = "policies/example/policy.yaml"
    try sandbox.write(
      path, sandbox.text(path).replacingOccurrences(of: "group: admins }", with: "group: admin }"))
    #expect(
      try sandbox.run("verify", Self.folder, "--policy", "policies/example")
        == Output(
          standardError: Faults.unknownGroup(in: path) + "1 error in 1 policy; nothing was compared\n",
          code: 1))
  }

  @Test func theWrongPolicyOrFolderIsAFaultOfUsage() throws {
    let sandbox = try Compiled.sandbox()
    try sandbox.add("policies/other", replacing: [("policy: example", "policy: other")])
    #expect(
      try sandbox.run("verify", Self.folder, "--policy", "policies/other")
        == Output(
          standardError:
            "postern: generated/example/prod is of the policy example, which policies/other is not\n",
          code: 2))
    #expect(
      try sandbox.run("verify", "nowhere")
        == Output(standardError: "postern: nowhere is no folder\n", code: 2))
  }

  private func fixHash(of name: String, in sandbox: Sandbox) throws {
    let sum = try sandbox.shell("sha256sum \(Self.folder)/\(name) || shasum -a 256 \(Self.folder)/\(name)")
    let digest = sum.standardOutput.prefix(64)
    let path = Self.folder + "/manifest.json"
    var lines = try sandbox.text(path).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let index = try #require(lines.firstIndex { $0.contains("\"file\": \"\(name)\"") })
    lines[index + 1] = "      \"sha256\": \"\(digest)\""
    try sandbox.write(path, lines.joined(separator: "\n"))
  }
}
