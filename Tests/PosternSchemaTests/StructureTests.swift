import Testing

@testable import PosternSchema

/// Sections 1 and 2: keys and their types.
@Suite struct StructureTests {
  @Test func aSoundPolicyHasNoFinding() {
    expectMarked(MarkedPolicy("a sound policy"))
  }

  @Test(arguments: [
    MarkedPolicy("an unknown key at the top", "«PST0201»xnote: a\n"),
    MarkedPolicy(
      "an unknown key of a channel", "channels: { sms: { service: default, «PST0201»waits: 5s } }"),
    MarkedPolicy("a channel of another name", "channels: { «PST0201»telegram: { service: default } }"),
    MarkedPolicy(
      "`from` is a key of whatsapp alone",
      "channels: { sms: { service: default, «PST0201»from: x }, whatsapp: { service: default, from: x } }"),
    MarkedPolicy(
      "`x-` keys are ignored anywhere a mapping is read",
      "x-a: { b: [!secret c] }\nchannels:\n  x-b: 1\n  sms: { service: default, x-c: }\n"),
    MarkedPolicy(
      "`x-` keys are ignored in mappings of names too",
      "limits: { x-note: 1, per-number: { key: number, buckets: [5 per 10m] } }"),
    MarkedPolicy(
      "the keys of a Verify service",
      "verifyServices: { default: { friendlyName: A, «PST0201»whatsapp: {} } }"),
    MarkedPolicy(
      "a paper has an owner and a date",
      "countries: { rules: [{ countries: US, requires: { paper: { «PST0201»expires: 2030-01-01 } } }], otherwise: block }"
    ),
    MarkedPolicy(
      "signing has no `secret`",
      "webhook: { url: https://a.example/b, signing: { secrets: [!secret a], «PST0201»secret: 1 } }"),
  ])
  func unknownKeys(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func anUnknownKeyShowsTheAllowedOnesAndANearMiss() throws {
    let read = ReadPolicy(MarkedPolicy("", "routng: {}\n"))
    let diagnostic = try #require(read.diagnostics.first { $0.code == "PST0201" })
    #expect(diagnostic.help == "did you mean `routing`?")
    #expect(diagnostic.notes.first?.contains("`identityProviders`") == true)
    let far = ReadPolicy(MarkedPolicy("", "zebra: {}\n"))
    #expect(far.diagnostics.first?.help?.hasPrefix("allowed: ") == true)
  }

  @Test(arguments: [
    MarkedPolicy("`policy` is required", files: ["policy.yaml": "«PST0202»language: 1\nx-a: 1\n" + body]),
    MarkedPolicy("`identityProviders` is required", "«PST0202»policy: sound", without: ["identityProviders"]),
    MarkedPolicy("at least one provider", "identityProviders: «PST0206»{}"),
    MarkedPolicy("`directory` is required", "«PST0202»policy: sound", without: ["directory"]),
    MarkedPolicy(
      "`breakGlass` is required unless it is `none`", "directory:\n  «PST0202»groups: { glass: g }\n"),
    MarkedPolicy("`breakGlass: none`", "directory: { breakGlass: none }"),
    MarkedPolicy("`countries` is required", "«PST0202»policy: sound", without: ["countries"]),
    MarkedPolicy("`countries.otherwise` is required", "countries:\n  «PST0202»rules: [{ countries: US }]\n"),
    MarkedPolicy("`routing` is required", "«PST0202»policy: sound", without: ["routing"]),
    MarkedPolicy(
      "`routing.otherwise` is required",
      "routing:\n  «PST0202»rules: [{ name: a, when: { country: US }, skip: true }]\n"),
    MarkedPolicy(
      "sections that may be absent", without: ["verifyServices", "channels", "limits", "webhook"]),
    MarkedPolicy(
      "a rule needs a name and a condition",
      "routing: { rules: [«PST0202»{ when: { country: US }, skip: true }, «PST0202»{ name: a, skip: true }], otherwise: { skip: true } }"
    ),
    MarkedPolicy("a step needs its channel", "routing: { otherwise: { send: [«PST0202»{ wait: 30s }] } }"),
    MarkedPolicy(
      "a country rule needs countries", "countries: { rules: [«PST0202»{ mode: allow }], otherwise: block }"),
    MarkedPolicy(
      "a limit needs key and buckets",
      "limits: { a: «PST0202»{ key: ip }, b: «PST0202»{ buckets: [5 per 10m] } }"),
    MarkedPolicy("a webhook needs url and signing", "webhook: «PST0202»«PST0202»{ resume: poll }"),
    MarkedPolicy("a channel needs its service", "channels: { sms: «PST0202»{ wait: 5s } }"),
    MarkedPolicy(
      "a zone has cidrs", "directory: { networkZones: { a: «PST0202»{ x-a: 1 } }, breakGlass: none }"),
  ])
  func missingKeys(_ marked: MarkedPolicy) { expectMarked(marked) }

  private static let body = SoundPolicy.sections.dropFirst(2).map(\.text).joined()

  @Test(arguments: [
    MarkedPolicy("a text", "description: «PST0203»[a, b]"),
    MarkedPolicy("a section", "limits: «PST0203»[a]"),
    MarkedPolicy(
      "a list of rules", "routing: { rules: «PST0203»{ a: { skip: true } }, otherwise: { skip: true } }"),
    MarkedPolicy(
      "a condition",
      "routing: { rules: [{ name: a, when: «PST0203»always, skip: true }], otherwise: { skip: true } }"),
    MarkedPolicy("an action", "routing: { otherwise: «PST0203»deny }"),
    MarkedPolicy("a set is a list", "countries: { sets: { home: «PST0203»FR }, otherwise: block }"),
    MarkedPolicy(
      "line types are a list", "channels: { sms: { service: default, lineTypes: «PST0203»mobile } }"),
    MarkedPolicy("steps are a list", "routing: { otherwise: { send: «PST0203»sms } }"),
    MarkedPolicy("methods are a list", "routing: { otherwise: { use: «PST0203»totp } }"),
    MarkedPolicy(
      "scopes are a list",
      "identityProviders: { g: { kind: google, clientId: a, clientSecret: !secret b, scopes: «PST0203»openid } }"
    ),
    MarkedPolicy(
      "a zone is a mapping", "directory: { networkZones: { a: «PST0203»[203.0.113.0/24] }, breakGlass: none }"
    ),
    MarkedPolicy(
      "booleans are exactly true and false",
      "verifyServices: { default: { friendlyName: A, lookup: «PST0203»yes, psd2: «PST0203»True } }"),
    MarkedPolicy(
      "booleans are unquoted", "verifyServices: { default: { friendlyName: A, lookup: «PST0203»\"true\" } }"),
    MarkedPolicy(
      "integers are digits", "verifyServices: { default: { friendlyName: A, codeLength: «PST0203»6.0 } }"),
    MarkedPolicy(
      "integers have no underscore",
      "verifyServices: { default: { friendlyName: A, codeLength: «PST0203»1_0 } }"),
    MarkedPolicy(
      "integers have no leading zero",
      "verifyServices: { default: { friendlyName: A, codeLength: «PST0203»06 } }"),
    MarkedPolicy(
      "integers are unquoted", "verifyServices: { default: { friendlyName: A, codeLength: «PST0203»\"6\" } }"),
    MarkedPolicy(
      "integers have a range", "verifyServices: { default: { friendlyName: A, codeLength: «PST0221»11 } }"),
    MarkedPolicy(
      "integers are not negative", "verifyServices: { default: { friendlyName: A, codeLength: «PST0221»-6 } }"
    ),
    MarkedPolicy(
      "integers may be too long for any range",
      "verifyServices: { default: { friendlyName: A, codeLength: «PST0221»99999999999999999999999 } }"),
    MarkedPolicy(
      "`null` is a text in string places and of the wrong type elsewhere",
      "description: null\npage: { brand: ~ }\nlimits: «PST0203»~\nchannels: { sms: { service: null, wait: «PST0222»null } }"
    ),
    MarkedPolicy(
      "outside of overrides an empty value is an error everywhere",
      "description:«PST0204»\nlimits:«PST0204»\n"),
    MarkedPolicy("an empty item", "routing: { otherwise: { send: [sms, «PST0220»\"\"] } }"),
    MarkedPolicy("language 1", "language: «PST0208»2"),
    MarkedPolicy("language is a number", "language: «PST0203»\"1\""),
  ])
  func types(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    MarkedPolicy(
      "a string place takes any plain scalar as it stands",
      "description: 0123\npage: { brand: 1:30, support: https://a.example, defaultLocale: no }"),
    MarkedPolicy(
      "a scalar stands for a list in conditions, `countries:` and `forbid`",
      "countries: { rules: [{ countries: US, channels: { forbid: call } }], otherwise: block }"),
    MarkedPolicy(
      "an empty list is an error everywhere",
      "limits: { a: { key: ip, buckets: «PST0210»[] } }\nrouting: { rules: «PST0210»[], otherwise: { send: «PST0210»[] } }"
    ),
    MarkedPolicy(
      "an empty text where one is required",
      "routing: { otherwise: { deny: «PST0205»\"\" } }\nverifyServices: { default: { friendlyName: «PST0205»'' } }"
    ),
    MarkedPolicy("an empty text where none is required", "description: \"\""),
    MarkedPolicy(
      "a repeated value in a list", "countries: { sets: { a: [US, GB, «PST0211»\"US\"] }, otherwise: block }"),
    MarkedPolicy("a channel may come twice in `send`", "routing: { otherwise: { send: [sms, sms] } }"),
    MarkedPolicy(
      "an unknown word",
      "limits: { a: { key: «PST0220»Number, buckets: [5 per 10m], onExceed: «PST0220»explode } }"),
  ])
  func listsAndTexts(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func plainScalarsSurviveInStringPlaces() {
    let read = ReadPolicy(
      MarkedPolicy("", "description: 0777\npage: { brand: 1_000, defaultLocale: +15550100 }"))
    #expect(read.declaration.description.value == "0777")
    #expect(read.declaration.page?.brand.value == "1_000")
    #expect(read.declaration.page?.defaultLocale.value == "+15550100")
  }

  @Test func norwayIsACountry() {
    let read = ReadPolicy(MarkedPolicy("", "countries: { sets: { a: [NO, on] }, otherwise: block }"))
    #expect(read.declaration.countries.sets.items.first?.members.items.map(\.value) == ["NO", "on"])
  }
}
