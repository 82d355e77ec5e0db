import Testing

@testable import PosternSchema

/// Section 3: variables.
@Suite struct VariableTests {
  private static func with(
    _ sentence: String, _ variables: String, _ policy: String, extra: String = ""
  ) -> MarkedPolicy {
    MarkedPolicy(
      sentence, policy,
      files: [
        "environments/dev.yaml": SoundPolicy.environment + "variables: { \(variables) }\n" + extra
      ])
  }

  @Test(arguments: [
    with(
      "replaced, then read by the type of the place", "a: 90s, b: \"2099-01-01\"",
      "channels: { sms: { service: default, wait: \"${a}\" } }\ndescription: until ${b}"),
    with(
      "a text that is one variable takes the quoting of the value", "a: true, b: 6",
      "verifyServices: { default: { friendlyName: A, lookup: \"${a}\", codeLength: \"${b}\" } }"),
    with(
      "a quoted value is no boolean", "a: \"true\"",
      "verifyServices:\n  default:\n    friendlyName: A\n    lookup: «PST0203»${a}\n"),
    with(
      "a text with more keeps its own quoting", "a: 1",
      "verifyServices:\n  default:\n    friendlyName: A\n    codeLength: ${a}0\n"),
    with(
      "a text with more, quoted", "a: 1",
      "verifyServices: { default: { friendlyName: A, codeLength: «PST0203»\"${a}0\" } }"),
    with("an undefined variable", "a: 1", "description: «PST0320»${b} ${a}"),
    with("an unused variable", "«PST0321»a: 1", ""),
    with(
      "a variable unquoted in brackets is misplaced, not unused", "a: US",
      "countries: { sets: { s: [GB, «PST0110»${a}] }, otherwise: block }"),
    with("an unclosed variable", "a: 1", "description: «PST0322»${a} ${b"),
    with("a bad name", "a: 1", "description: «PST0323»${a b} ${a}"),
    with("an escape", "a: 1", "description: $${b} ${a} $${"),
    with("an escape alone", "", "description: $${b}"),
    with("not inside a variable's own value", "a: 1, b: «PST0324»\"${a}\"", "description: ${a} ${b}"),
    with(
      "variables have names of their own", "«PST0323»A: 1, a-b: 1".replacing("a-b", with: "«PST0323»a-b"), ""),
    with("a variable is a text", "a: «PST0203»[1], b: «PST0203»{}", "description: ${a} ${b}"),
    with("a variable is no secret", "a: «PST0231»!secret b", "description: ${a}"),
    with("`x-` keys are ignored in variables", "x-a: 1", ""),
    with("not in the policy's name", "a: b", "policy: «PST0350»${a}"),
    with(
      "not in the name of a rule", "a: b",
      "routing:\n  rules:\n    - name: «PST0350»${a}\n      when: { country: US }\n      skip: true\n  otherwise: { skip: true }\n"
    ),
    with(
      "not in the name of a secret", "a: b",
      "webhook: { url: https://a.example, signing: { secrets: [«PST0350»!secret \"${a}\"] } }\ndescription: ${a}"
    ),
    with(
      "a fault in the value has its place at the use", "a: soon",
      "channels: { sms: { service: default, wait: «PST0222»\"${a}\" } }"),
    with("an overlay's value names a variable", "a: A", "", extra: "overrides: { description: \"${a}\" }\n"),
    with(
      "a value that the overlay replaces needs no variable", "", "description: ${a}",
      extra: "overrides: { description: b }\n"),
    with("what `x-` keys name is not read", "«PST0321»a: 1", "x-a: ${a} ${ ${B}"),
    with(
      "a secret is no variable's value", "a: hunter2",
      "identityProviders:\n  g:\n    kind: google\n    clientId: a\n    clientSecret: «PST0230»${a}\n"),
    with(
      "an empty value of a variable", "a: \"\"",
      "identityProviders:\n  g:\n    kind: google\n    clientId: «PST0205»${a}\n    clientSecret: !secret b\n"
    ),
  ])
  func variables(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    MarkedPolicy(
      "not under `idaas:`",
      files: [
        "environments/dev.yaml": SoundPolicy.environment.replacing("cn-hangzhou", with: "«PST0324»\"${a}\"")
      ]),
    MarkedPolicy(
      "not under `twilio:`",
      files: [
        "environments/dev.yaml": SoundPolicy.environment.replacing(
          "VA0123456789abcdef0123456789abcdef", with: "«PST0324»\"${a}\"")
      ]),
    MarkedPolicy(
      "not in an environment's guarantees",
      files: [
        "environments/dev.yaml": SoundPolicy.environment
          + "guarantees: [{ atLeastAsStrictAs: «PST0324»\"${a}\" }]\n"
      ]),
    MarkedPolicy("not in `include`", "include: [«PST0324»\"${a}\"]"),
    MarkedPolicy(
      "not in tests",
      files: ["tests/a.yaml": "tests: [{ name: «PST0324»\"${a}\", given: {}, expect: { deny: true } }]\n"]),
  ])
  func places(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func withoutAnEnvironmentVariablesAreNotLookedAt() {
    let text = SoundPolicy.policy(
      replacing: "description: ${a} ${\nverifyServices: { default: { friendlyName: \"${b}\" } }")
    let read = ReadPolicy(bytes: ["policy.yaml": Array(text.utf8)])
    #expect(read.found.map(\.code) == ["PST0303"])
    #expect(read.declaration.description.isFaulty)
    #expect(read.declaration.environment == nil)
  }

  @Test func aVariableIsUnusedOnlyIfNoEnvironmentNamesIt() {
    let other = SoundPolicy.environment.replacing("environment: dev", with: "environment: prod")
    expectMarked(
      MarkedPolicy(
        "used by another environment's overlay",
        files: [
          "environments/dev.yaml": SoundPolicy.environment + "variables: { a: 1 }\n",
          "environments/prod.yaml": other + "variables: { a: 2 }\noverrides: { description: \"${a}\" }\n",
        ]))
  }

  @Test func theValueIsRelatedAndTheUseIsPrimary() throws {
    let read = ReadPolicy(
      Self.with("", "a: soon", "channels: { sms: { service: default, wait: \"${a}\" } }"))
    let diagnostic = try #require(read.diagnostics.first)
    let files = read.loaded.sourceMap
    #expect(files[diagnostic.range.file].name == "policy.yaml")
    #expect(diagnostic.related.map { files[$0.range.file].name } == ["environments/dev.yaml"])
  }

  @Test func templatesAreReadLeftToRight() {
    let template = VariableTemplate(Array("a$${b}${c}$$${d}".utf8))
    #expect(
      template.pieces == [.literal(Array("a${b}".utf8)), .variable("c"), .literal(Array("$${d}".utf8))])
    #expect(template.problems.isEmpty)
    #expect(VariableTemplate(Array("${a}".utf8)).onlyVariable == "a")
    #expect(VariableTemplate(Array("${a} ".utf8)).onlyVariable == nil)
  }

  @Test func aMisplacedVariableInASecretsNameIsAUse() {
    let read = ReadPolicy(
      MarkedPolicy(
        "",
        """
        identityProviders:
          google:
            kind: google
            clientId: sound
            clientSecret: !secret ${v}
        """,
        files: ["environments/dev.yaml": SoundPolicy.environment + "variables: { v: a }\n"]))
    #expect(read.found.count == 1)
    #expect(!read.found.contains { $0.code == "PST0321" })
  }

  /// A policy of exactly 8 MiB may have variables.
  @Test func filesAndExpandedTextsAreLimitedApart() {
    var files = [
      "environments/dev.yaml": Array((SoundPolicy.environment + "variables: { v: text }\n").utf8)
    ]
    var policy = SoundPolicy.policy(replacing: "description: \"${v}\"")
    let length = policy.utf8.count + (files["environments/dev.yaml"]?.count ?? 0)
    policy += "#" + String(repeating: "a", count: (8 << 20) - length - 2) + "\n"
    files["policy.yaml"] = Array(policy.utf8)
    #expect(ReadPolicy(bytes: files).found.isEmpty)
  }

  /// 40 times 256 KiB: what variables expand to is limited like files are.
  @Test(arguments: [(32, 0), (40, 1)])
  func expandedTextsCountTowardsTheLimit(uses: Int, findings: Int) {
    let value = String(repeating: "v", count: uses == 32 ? 240 << 10 : 256 << 10)
    let rules = (1...uses).map {
      "    - { name: r\($0), when: { country: US }, deny: \"${v}\" }\n"
    }
    let read = ReadPolicy(
      MarkedPolicy(
        "", "routing:\n  rules:\n" + rules.joined() + "  otherwise: { send: [sms] }\n",
        files: ["environments/dev.yaml": SoundPolicy.environment + "variables: { v: \"\(value)\" }\n"]))
    #expect(read.found.map(\.code) == Array(repeating: "PST0130", count: findings))
  }
}
