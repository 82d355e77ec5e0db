import PosternCompiler
import PosternDiagnostics
import PosternSchema
import PosternSource

/// libFuzzer's entry: any bytes are read as a policy file, and what came of them is walked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrontEnd(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  var map = SourceMap()
  let file = map.add(path: "policy.yaml", name: "policy.yaml", bytes: input)
  var tree = SyntaxTree()
  var diagnostics: [Diagnostic] = []
  let parsed = tree.parse(file, in: map, diagnostics: &diagnostics)
  precondition(parsed.isBroken == false || !diagnostics.isEmpty, "a broken file without a finding")
  for diagnostic in diagnostics {
    let end = Int(diagnostic.range.end)
    precondition(end <= count, "a finding outside of the file")
    _ = map.position(of: diagnostic.range)
  }
  var suppressions = Suppressions()
  suppressions.read(parsed, tree: tree, in: map)
  let (kept, _) = suppressions.apply(to: diagnostics, in: map)
  precondition(kept.count >= diagnostics.count, "a suppressed error")
  if let root = parsed.root { walk(root, in: tree, bytes: input) }
  check(input)
  return 0
}

/// Holds what is promised of every node: it lies inside the file, and an unquoted text of one line is what stands
/// there.
private func walk(_ id: NodeID, in tree: SyntaxTree, bytes: [UInt8]) {
  let range = tree.range(id)
  precondition(Int(range.end) <= bytes.count, "a node outside of the file")
  switch tree.kind(id) {
  case .scalar:
    let source = bytes[Int(range.start)..<Int(range.end)]
    let isOneLine = !source.contains { $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
    if tree.isPlain(id), isOneLine, !tree.isAlias(id), !tree.isSecret(id), !tree.isBroken(id) {
      precondition(source.elementsEqual(tree.bytes(id)), "a text that does not stand in its range")
    }
  case .sequence:
    // What an alias shares is walked where it stands.
    if !tree.isAlias(id) { for item in tree.items(id) { walk(item, in: tree, bytes: bytes) } }
  case .mapping:
    guard !tree.isAlias(id) else { return }
    for entry in tree.entries(id) {
      walk(entry.key, in: tree, bytes: bytes)
      walk(entry.value, in: tree, bytes: bytes)
    }
  }
}

/// Checks, and compiles where that may be done, a policy whose entry file, environment or test file is any bytes, and holds that every finding lies
/// inside its file.
private func check(_ input: [UInt8]) {
  let sound = ["policy.yaml": Array(soundPolicy.utf8), "environments/dev.yaml": Array(environment.utf8)]
  for name in ["policy.yaml", "environments/dev.yaml", "part.yaml", "tests/some.yaml"] {
    var files = sound
    files[name] = input
    let given = files
    let policy = Pipeline.check(
      PolicyFiles(
        environmentFiles: ["environments/dev.yaml"],
        testFiles: given.keys.contains("tests/some.yaml") ? ["tests/some.yaml"] : []
      ) { given[$0].map(Result.success) ?? .failure(.missing) }, folder: "p", today: "2026-11-23")
    for diagnostic in policy.diagnostics {
      for range in [diagnostic.range] + diagnostic.related.map(\.range) + diagnostic.masked {
        precondition(
          Int(range.end) <= policy.sources[range.file].bytes.count, "a finding outside of its file")
      }
      precondition(!diagnostic.message.contains("\n"), "a message of several lines")
    }
    let report = CheckReport(compiler: compilerVersion, policies: [policy.reportInput])
    precondition(TerminalRenderer().text(report).isEmpty == report.findings.isEmpty)
    guard !policy.hasErrors else { continue }
    for environment in policy.environments {
      do { _ = try policy.compile(environment) } catch { preconditionFailure(error.text) }
    }
  }
}

private let soundPolicy = """
  policy: sound
  language: 1
  include: [part.yaml]
  identityProviders:
    google: { kind: google, clientId: "${client}", clientSecret: !secret google-client-secret }
  directory:
    groups: { admins: group_a }
    breakGlass: none
  verifyServices: { default: { friendlyName: Sound } }
  channels: { sms: { service: default }, call: { service: default } }
  countries: { rules: [{ name: some, countries: [US, GB], mode: allow }], otherwise: block }
  routing:
    rules:
      - { name: first, when: { group: admins }, use: [webauthn] }
      - { name: second, when: { lineType: fixed_line }, send: [call] }
    otherwise: { send: [sms, call] }
  webhook: { url: https://sound.example/hook, signing: { secrets: [!secret idaas-webhook] } }

  """

private let environment = """
  environment: dev
  idaas: { region: cn-hangzhou, instance: idaas_dev }
  twilio:
    account: AC0123456789abcdef0123456789abcdef
    apiKey: SK0123456789abcdef0123456789abcdef
    apiSecret: !secret twilio-api-secret
  variables: { client: some-client, wait: 90s }
  overrides:
    channels: { sms: { wait: "${wait}" } }
    routing:
      rules:
        - { name: second, remove: true }
        - { name: third, after: first, when: { country: US }, skip: true }

  """
