import Testing

@testable import PosternSchema

/// Sections 1, 3 and 8: includes, environments, order, limits.
@Suite struct FileTests {
  @Test(arguments: [
    MarkedPolicy(
      "sections of several files join", "include: [a.yaml]",
      files: ["a.yaml": "limits: { b: { key: ip, buckets: [5 per 10m] } }\npage: { brand: A }\n"]),
    MarkedPolicy(
      "a named thing is given in one file only", "include: [a.yaml]",
      files: ["a.yaml": "channels: { «PST0123»call: { service: default } }\n"]),
    MarkedPolicy(
      "a scalar is given in one file only", "include: [a.yaml]",
      files: ["a.yaml": "countries: { «PST0123»otherwise: allow }\n"]),
    MarkedPolicy(
      "sets join, by name", "include: [a.yaml]\ncountries: { sets: { a: [US] }, otherwise: block }",
      files: ["a.yaml": "countries: { sets: { b: [US], «PST0123»a: [GB] } }\n"]),
    MarkedPolicy(
      "a part has no header keys", "include: [a.yaml]",
      files: ["a.yaml": "«PST0314»policy: a\n«PST0314»language: 1\n"]),
    MarkedPolicy(
      "a part may be faulty", "include: [a.yaml]",
      files: ["a.yaml": "countries: { «PST0201»rule: [{ countries: US }] }\n"]),
    MarkedPolicy("a part is a mapping", "include: [a.yaml]", files: ["a.yaml": "«PST0203»[a]\n"]),
    MarkedPolicy("a part has content", "include: [a.yaml]", files: ["a.yaml": "«PST0103»# nothing\n"]),
    MarkedPolicy("a part that is not there", "include: [«PST0310»a.yaml]"),
    MarkedPolicy("an absolute path", "include: [«PST0311»/etc/passwd]"),
    MarkedPolicy("a path out of the folder", "include: [«PST0311»../a.yaml, «PST0311»a/../../b.yaml]"),
    MarkedPolicy("a backslash", "include: [«PST0311»'a\\b.yaml']"),
    MarkedPolicy("a part twice", "include: [a.yaml, «PST0312»./a.yaml]", files: ["a.yaml": "x-a: 1\n"]),
    MarkedPolicy(
      "a cycle", "include: [a.yaml]",
      files: [
        "a.yaml": "include: [b.yaml]\n", "b.yaml": "include: [«PST0313»a.yaml, «PST0313»policy.yaml]\n",
      ]),
    MarkedPolicy("include is a list", "include: «PST0203»a.yaml"),
    MarkedPolicy("a `.yml` part", "include: [«PST0302»a.yml]", files: ["a.yml": "x-a: 1\n"]),
    MarkedPolicy(
      "wrong kinds do not join", "include: [a.yaml]",
      files: ["a.yaml": "limits: «PST0203»[1]\nrouting: { rules: «PST0210»[] }\n"]),
    MarkedPolicy(
      "what an unreadable part would give is not missing", "include: [«PST0310»a.yaml]",
      without: ["countries", "directory"]),
    MarkedPolicy(
      "rule names are unique in their list, over all files", "include: [a.yaml]",
      files: ["a.yaml": "routing: { rules: [{ name: «PST0207»first, when: { country: US }, skip: true }] }\n"]
    ),
  ])
  func includes(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func rulesComeInTheOrderOfTheFiles() {
    func rule(_ name: String) -> String {
      "routing: { rules: [{ name: \(name), when: { country: US }, skip: true }] }\n"
    }
    let read = ReadPolicy(
      MarkedPolicy(
        "", "include: [a.yaml, c.yaml]",
        files: [
          "a.yaml": "include: [b.yaml]\n" + rule("in-a"), "b.yaml": rule("in-b"), "c.yaml": rule("in-c"),
        ]))
    #expect(read.diagnostics.isEmpty)
    #expect(
      read.declaration.routing.rules.items.map(\.name.value) == ["first", "second", "in-a", "in-b", "in-c"])
  }

  @Test(arguments: [64, 65])
  func atMost64FilesAreIncluded(count: Int) {
    var files: [String: String] = [:]
    for number in 1...count { files["p\(number).yaml"] = "x-a: 1\n" }
    let names = (1...count).map { "p\($0).yaml" }.joined(separator: ", ")
    let read = ReadPolicy(MarkedPolicy("", "include: [\(names)]", files: files))
    #expect(read.found.map(\.code) == (count == 65 ? ["PST0133"] : []))
  }

  @Test(arguments: [
    MarkedPolicy(
      "a file's name and its environment agree",
      files: [
        "environments/dev.yaml": SoundPolicy.environment.replacing(
          "environment: dev", with: "environment: «PST0301»develop")
      ]),
    MarkedPolicy("`.yml` is an error", files: ["environments/prod.yml": "«PST0302»environment: prod\n"]),
    MarkedPolicy("a test file in `.yml`", files: ["tests/a.yml": "«PST0302»tests: []\n"]),
    MarkedPolicy(
      "other files are passed over", files: ["environments/README.md": "# a\n", "tests/data.json": "{"]),
    MarkedPolicy(
      "no environment: a warning",
      files: [
        "environments/dev.yaml": "absent", "policy.yaml": "«PST0303»" + SoundPolicy.policy(replacing: ""),
      ]),
    MarkedPolicy(
      "a section missing in an environment file has its place on the first line",
      files: ["environments/dev.yaml": "«PST0202»# dev\nenvironment: dev\n"]),
    MarkedPolicy(
      "keys of twilio",
      files: [
        "environments/dev.yaml":
          "environment: dev\nidaas: «PST0202»«PST0202»{ customPolicyLimit: «PST0221»101 }\ntwilio: «PST0202»{ account: a, apiKey: b, apiSecrets: 1 }\n"
          .replacing("«PST0202»{ account", with: "{ account").replacing(
            "apiSecrets", with: "«PST0201»apiSecrets")
      ]),
    MarkedPolicy(
      "twilio may be absent here",
      files: ["environments/dev.yaml": "environment: dev\nidaas: { region: a, instance: b }\n"]),
    MarkedPolicy(
      "an environment's guarantees",
      files: [
        "environments/dev.yaml": SoundPolicy.environment + "guarantees: [{ «PST0201»asStrictAs: prod }]\n"
      ]),
    MarkedPolicy("an empty environment file", files: ["environments/dev.yaml": "«PST0103»# dev\n"]),
    MarkedPolicy("an empty policy", files: ["policy.yaml": "«PST0103»# policy\n"]),
    MarkedPolicy("a policy that is a list", files: ["policy.yaml": "«PST0203»- a\n"]),
  ])
  func environments(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func environmentsAreInByteOrderOfTheirFiles() {
    let names = ["b", "a", "a-b"]
    var files: [String: [UInt8]] = ["policy.yaml": Array(SoundPolicy.policy(replacing: "").utf8)]
    for name in names {
      files["environments/\(name).yaml"] = Array(
        SoundPolicy.environment.replacing("environment: dev", with: "environment: \(name)").utf8)
    }
    let read = ReadPolicy(bytes: files)
    #expect(read.loaded.environments == ["a-b", "a", "b"])
    #expect(read.diagnostics.isEmpty)
  }

  @Test func filesAreShownBelowTheDisplayPath() {
    let files = PolicyFiles { _ in .failure(.missing) }
    let loaded = PolicyLoader.load(files, displayPath: "policies/a")
    #expect(loaded.sourceMap.files.map(\.path) == ["policies/a/policy.yaml"])
    #expect(loaded.sourceMap.files.map(\.name) == ["policy.yaml"])
  }

  @Test(arguments: [
    (PolicyFileFault.notAFile, "PST0304"), (.unreadable, "PST0304"), (.outsideFolder, "PST0311"),
    (.tooLarge, "PST0130"), (.missing, "PST0310"),
  ])
  func faultsOfFilesAreFindings(fault: PolicyFileFault, code: String) {
    let text = Array(SoundPolicy.policy(replacing: "include: [a.yaml]").utf8)
    let files = PolicyFiles { $0 == "policy.yaml" ? .success(text) : .failure(fault) }
    let codes = PolicyLoader.load(files, displayPath: "").diagnostics.map(\.code)
    #expect(codes == [code, "PST0303"])
  }
}
