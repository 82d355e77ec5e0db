import Testing

@testable import PosternSchema

/// Sections 2 and 3: providers, names, secrets, webhook, guarantees, tests.
@Suite struct SectionTests {
  private static func provider(_ sentence: String, _ fields: String) -> MarkedPolicy {
    MarkedPolicy(sentence, "identityProviders: { a: \(fields) }")
  }

  @Test(arguments: [
    provider(
      "google",
      "{ kind: google, clientId: a, clientSecret: !secret b, scopes: [openid], pkce: plain, name: G, enabled: false, accounts: { create: true, update: true, into: [ou_a], matchOn: phone, linkByHand: true }, networkAccessEndpoint: nae_1, callbackUrl: https://a.example/cb }"
    ),
    provider(
      "oidc",
      "{ kind: oidc, issuer: https://a.example, clientId: a, clientSecret: !secret b, authMethod: client_secret_basic, endpoints: { authorization: https://a.example/a, token: https://a.example/t, userinfo: https://a.example/u, jwks: https://a.example/j }, pkce: none }"
    ),
    provider("wechat", "{ kind: wechat, clientId: a, clientSecret: !secret b, broker: https://a.example }"),
    provider(
      "wecom",
      "{ kind: wecom, corpId: a, agentId: \"1\", corpSecret: !secret b, contactSecret: !secret c, trustableDomain: d, sync: { from: [\"1\"], into: ou_a, incremental: true, groups: true, cron: 0 45 1 * * ? } }"
    ),
    provider(
      "dingtalk",
      "{ kind: dingtalk, corpId: a, appKey: b, appSecret: !secret c, dingtalkVersion: public_dingtalk, encryptKey: !secret d }"
    ),
    provider(
      "lark",
      "{ kind: lark, enterpriseNumber: a, appId: b, appSecret: !secret c, verificationToken: !secret d }"),
    provider(
      "ldap",
      "{ kind: ldap, ldapServerHost: a, administratorUsername: b, administratorPassword: !secret c, ldapServerPort: 636, startTls: true, certificateFingerprints: [a], passwordSync: false }"
    ),
    provider(
      "ad", "{ kind: ad, ldapServerHost: a, administratorUsername: b, administratorPassword: !secret c }"),
    provider(
      "saml",
      "{ kind: saml, entityId: a, ssoUrl: https://a.example, certificates: [a], maxClockSkew: 180, wantAssertionsSigned: true }"
    ),
    provider("an unknown kind, and nothing of the rest", "{ kind: «PST0220»okta, domain: 1 }"),
    provider("no kind", "«PST0202»{ clientId: a }"),
    provider("what oidc needs", "«PST0202»«PST0202»«PST0202»{ kind: oidc }"),
    provider("what wecom needs", "«PST0202»«PST0202»«PST0202»{ kind: wecom, x-a: 1 }"),
    provider("what dingtalk needs", "«PST0202»«PST0202»«PST0202»{ kind: dingtalk }"),
    provider("what lark needs", "«PST0202»«PST0202»«PST0202»{ kind: lark }"),
    provider("what ldap needs", "«PST0202»«PST0202»«PST0202»{ kind: ldap }"),
    provider("what saml needs", "«PST0202»«PST0202»«PST0202»{ kind: saml }"),
    provider(
      "no sync with saml",
      "{ kind: saml, entityId: a, ssoUrl: https://a.example, certificates: [a], «PST0201»sync: {} }"),
    provider(
      "keys of another kind",
      "{ kind: google, clientId: a, clientSecret: !secret b, «PST0201»issuer: https://a.example }"),
    provider(
      "a status is a boolean",
      "{ kind: ldap, ldapServerHost: a, administratorUsername: b, administratorPassword: !secret c, startTls: «PST0203»enabled }"
    ),
    provider("a literal secret", "{ kind: google, clientId: a, clientSecret: «PST0230»hunter2 }"),
    provider(
      "a literal password",
      "{ kind: ad, ldapServerHost: a, administratorUsername: b, administratorPassword: «PST0230»hunter2 }"),
    provider(
      "a secret where none is expected",
      "{ kind: google, clientId: «PST0231»!secret a, clientSecret: !secret b }"),
    provider("a secret's name", "{ kind: google, clientId: a, clientSecret: «PST0350»!secret A/b }"),
    provider(
      "matchOn",
      "{ kind: google, clientId: a, clientSecret: !secret b, accounts: { matchOn: «PST0220»name } }"),
  ])
  func providers(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    "identityProviders: { a: { kind: google, clientId: a, clientSecret: hunter2 } }",
    "identityProviders: { a: { kind: nope, clientId: a, clientSecret: hunter2 } }",
    "identityProviders: { a: { kind: google, clientId: a, clientSecrt: hunter2 } }",
    "identityProviders: { a: { kind: google, clientId: a, clientSecret: [hunter2] } }",
    "webhook: { url: x, signing: { secrets: [hunter2] } }",
    "webhook: { url: x, signing: { secrets: hunter2 } }",
  ])
  func aLiteralSecretIsMaskedAndNeverSaid(policy: String) {
    let read = ReadPolicy(MarkedPolicy("", policy))
    #expect(!read.diagnostics.isEmpty)
    for diagnostic in read.diagnostics {
      let texts =
        [diagnostic.message, diagnostic.help ?? ""] + diagnostic.notes + diagnostic.related.map(\.message)
      #expect(!texts.contains { $0.contains("hunter2") })
    }
    let file = read.loaded.sourceMap.files[0]
    let masked = read.diagnostics.flatMap(\.masked)
    let covers = masked.contains { range in
      String(decoding: file.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self).contains("hunter2")
    }
    #expect(covers)
  }

  @Test(arguments: [
    MarkedPolicy("a bad name of a policy", "policy: «PST0350»../../etc"),
    MarkedPolicy("names begin with a letter", "countries: { sets: { «PST0350»1a: [US] }, otherwise: block }"),
    MarkedPolicy("names are lower case", "limits: { «PST0350»A: { key: ip, buckets: [5 per 10m] } }"),
    MarkedPolicy(
      "names have at most 64 characters",
      "limits: { \(String(repeating: "a", count: 64)): { key: ip, buckets: [5 per 10m] }, «PST0350»\(String(repeating: "a", count: 65)): { key: ip, buckets: [5 per 10m] } }"
    ),
    MarkedPolicy(
      "rules cannot begin with `x-`",
      "routing: { rules: [{ name: «PST0350»x-a, when: { country: US }, skip: true }], otherwise: { skip: true } }"
    ),
    MarkedPolicy(
      "reserved names of rules",
      "routing: { rules: [{ name: «PST0351»break-glass, when: { country: US }, skip: true }, { name: «PST0351»unknown, when: { country: US }, skip: true }], otherwise: { skip: true } }"
    ),
    MarkedPolicy(
      "reserved names of sets",
      "countries: { sets: { «PST0351»eu: [US], «PST0351»unknown: [US] }, otherwise: block }"),
    MarkedPolicy(
      "reserved names of things",
      "directory: { groups: { «PST0351»unknown: a }, applications: { «PST0351»unknown: b }, networkZones: { «PST0351»unknown: { cidrs: [10.0.0.0/8] } }, breakGlass: none }"
    ),
    MarkedPolicy(
      "a group may be called break-glass",
      "directory: { groups: { break-glass: a }, breakGlass: { groups: [break-glass], use: [totp] } }"),
    MarkedPolicy(
      "a country rule's name is optional, and unique",
      "countries: { rules: [{ countries: US }, { name: a, countries: GB }, { name: «PST0207»a, countries: DE }], otherwise: block }"
    ),
    MarkedPolicy(
      "rule names are unique",
      "routing: { rules: [{ name: a, when: { country: US }, skip: true }, { name: «PST0207»a, when: { country: GB }, skip: true }], otherwise: { skip: true } }"
    ),
  ])
  func names(_ marked: MarkedPolicy) { expectMarked(marked) }

  private static func webhook(_ sentence: String, _ fields: String) -> MarkedPolicy {
    MarkedPolicy(sentence, "webhook: { url: https://a.example/hook, \(fields) }")
  }

  @Test(arguments: [
    webhook(
      "all keys",
      "signing: { scheme: standard-webhooks, secrets: [!secret a], verifySecrets: [!secret b], callbackSecrets: [!secret c], tolerance: 1s }, resume: callback, callbackUrls: [https://a.example/c], privateCallbacks: [a.example], returnUrls: [https://a.example/d], requireResult: true, mayOmit: [groups, client_ip], fallbackMethods: [totp], codeLife: 5m"
    ),
    webhook("`secrets` is required", "signing: «PST0202»{ tolerance: 5m }"),
    webhook(
      "but with `jwks`, which needs others",
      "signing: { scheme: jwks, jwksUrl: https://a.example/j, issuer: a, audience: b }"),
    webhook("`jwks` without them", "signing: «PST0202»«PST0202»«PST0202»{ scheme: jwks }"),
    webhook("`token` without addresses", "signing: «PST0202»{ scheme: token, secrets: [!secret a] }"),
    webhook("tolerance is 1s to 10m", "signing: { secrets: [!secret a], tolerance: «PST0221»11m }"),
    webhook("hold is at most 120s", "signing: { secrets: [!secret a] }, hold: «PST0221»121s"),
    webhook("`0s` is legal for hold", "signing: { secrets: [!secret a] }, hold: 0s"),
    webhook(
      "words",
      "signing: { scheme: «PST0220»hmac, secrets: [!secret a] }, resume: «PST0220»wait, mayOmit: [«PST0220»group]"
    ),
    webhook("secrets once each", "signing: { secrets: [!secret a, «PST0211»!secret a] }"),
    MarkedPolicy("https", "webhook: { url: «PST0227»http://a.example, signing: { secrets: [!secret a] } }"),
    MarkedPolicy("a URL", "webhook: { url: «PST0227»bad example, signing: { secrets: [!secret a] } }"),
    MarkedPolicy(
      "the page",
      "page: { brand: A, support: mailto:a@b.example, privacy: https://a.example, accent: \"#2f855a\", defaultLocale: en }"
    ),
    MarkedPolicy(
      "the page's faults",
      "page: { support: «PST0227»a@b.example, privacy: «PST0227»ftp://a, accent: «PST0228»green }"),
  ])
  func webhooks(_ marked: MarkedPolicy) { expectMarked(marked) }

  private static func guarantee(_ sentence: String, _ fields: String) -> MarkedPolicy {
    MarkedPolicy(sentence, "guarantees: [{ name: a, \(fields) }]")
  }

  @Test(arguments: [
    guarantee("outcomes", "for: { group: admins }, never: send, always: use"),
    guarantee("every request", "for: {}, never: { send: whatsapp, without: sms }"),
    guarantee("claims", "for: {}, never: { first: call }, always: { only: [sms, totp] }"),
    guarantee("a method", "for: {}, never: { use: totp }"),
    guarantee("no claim", "for: {}").replacingPolicy("[{ name", with: "[«PST0243»{ name"),
    guarantee("no rollout", "for: { not: { «PST0253»rollout: 10% } }, never: send"),
    guarantee("`without` alone", "for: {}, never: «PST0202»{ without: sms }"),
    guarantee("two claims in one", "for: {}, never: «PST0243»{ send: sms, first: call }"),
    guarantee("`only` is a list", "for: {}, always: { only: «PST0203»webauthn }"),
    guarantee("an unknown outcome", "for: {}, never: «PST0220»text"),
    MarkedPolicy("`for` is required", "guarantees: [«PST0202»{ name: a, never: send }]"),
    MarkedPolicy("names are one line", "guarantees: [{ name: «PST0229»\"a\\nb\", for: {}, never: send }]"),
    MarkedPolicy(
      "names are unique",
      "guarantees: [{ name: a b, for: {}, never: send }, { name: «PST0207»a b, for: {}, never: skip }]"),
  ])
  func guarantees(_ marked: MarkedPolicy) { expectMarked(marked) }

  private static func tests(_ sentence: String, _ text: String) -> MarkedPolicy {
    MarkedPolicy(sentence, files: ["tests/a.yaml": text])
  }

  @Test(arguments: [
    tests(
      "all keys",
      "tests: [{ name: a, given: { phone: \"+1\", email: a, user: b, identityProvider: google, application: wiki, groups: [admins], networkZones: [office], clientIp: 10.0.0.1, risk: low }, expect: { deny: true, outcome: deny, rule: first, reason: rule, never: sms }, environments: [dev] }]"
    ),
    tests("send as channel names", "tests: [{ name: a, given: {}, expect: { send: [sms, sms] } }]"),
    tests("a denial's text", "tests: [{ name: a, given: {}, expect: { deny: No } }]"),
    tests(
      "an unknown key of `given`",
      "tests: [{ name: a, given: { «PST0201»phoneNumber: 1 }, expect: { skip: true } }]"),
    tests("nothing expected", "tests: [{ name: a, given: {}, expect: «PST0244»{} }]"),
    tests("a missing name", "tests: [«PST0202»{ given: {}, expect: { skip: true } }]"),
    tests("two actions", "tests: [{ name: a, given: {}, expect: { deny: true, «PST0241»skip: true } }]"),
    tests("no tests", "«PST0202»x-a: 1\n"),
    tests("an empty list of tests", "tests: «PST0210»[]"),
    tests(
      "names are unique",
      "tests: [{ name: a, given: {}, expect: { skip: true } }, { name: «PST0207»a, given: {}, expect: { skip: true } }]"
    ),
    tests(
      "no mapping as a step", "tests: [{ name: a, given: {}, expect: { send: [«PST0203»{ channel: sms }] } }]"
    ),
  ])
  func policyTests(_ marked: MarkedPolicy) { expectMarked(marked) }
}

extension MarkedPolicy {
  fileprivate func replacingPolicy(_ old: String, with new: String) -> MarkedPolicy {
    var copy = self
    copy.policy = policy.replacing(old, with: new)
    return copy
  }
}
