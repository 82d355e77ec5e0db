import Testing

@testable import PosternSchema

/// Section 1: all faults in one run, and none causes another.
@Suite struct QuietTests {
  @Test(arguments: [
    MarkedPolicy(
      "a misspelt section is not missing as well", "«PST0201»routng: { otherwise: { skip: true } }",
      without: ["routing"]),
    MarkedPolicy("a misspelt key is not missing as well", "channels: { sms: { «PST0201»servce: default } }"),
    MarkedPolicy(
      "a misspelt action is not missing as well", "routing: { otherwise: { «PST0201»sned: [sms] } }"),
    MarkedPolicy(
      "several faults",
      "countries: { sets: { a: «PST0203»5 }, otherwise: block }\nrouting: { otherwise: { use: [«PST0220»hope] } }"
    ),
    MarkedPolicy(
      "a duplicate key is one fault", "countries: { otherwise: block, «PST0123»otherwise: allow }"),
    MarkedPolicy(
      "syntax of one file, meaning of another",
      files: [
        "policy.yaml": "policy: a\n language«PST0111»: 1\n",
        "environments/dev.yaml": SoundPolicy.environment.replacing("region", with: "«PST0201»regin"),
      ]),
    MarkedPolicy(
      "aliases may point into `x-` keys, and a fault has its place at the alias",
      files: [
        "policy.yaml": "x-wait: &wait soon\n"
          + SoundPolicy.policy(replacing: "channels: { sms: { service: default, wait: «PST0222»*wait } }")
      ]),
  ])
  func quiet(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func brokenSectionsAreNamed() {
    let read = ReadPolicy(MarkedPolicy("", "chanels: {}\nlimits: [a]\n", without: ["channels"]))
    #expect(read.declaration.brokenSections == ["channels", "limits"])
  }

  @Test func whatWasRefusedLeavesAMark() {
    let read = ReadPolicy(
      MarkedPolicy(
        "",
        "countries: { sets: { a: 5, b: [US] }, otherwise: block }\nchannels: { sms: { service: default, wait: 1 } }"
      ))
    #expect(read.declaration.countries.sets.isComplete)
    #expect(read.declaration.countries.sets.items.map(\.members.isComplete) == [false, true])
    #expect(read.declaration.channels.items.first?.wait.isFaulty == true)
  }
}
