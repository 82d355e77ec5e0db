import PosternModel
import PosternNumbering
import Testing

@testable import PosternSemantics

/// §2: what keys become, and their defaults.
struct ModelTests {
  @Test func defaultsAreThoseOfTheTable() throws {
    let model = try #require(Run().model)
    #expect(model.name == "example" && model.environment == "prod" && model.idaas.customPolicyLimit == 10)
    #expect(
      model.services.map(\.codeLength) == [6] && model.services[0].sid == "VA0123456789abcdef0123456789abcdef"
    )
    #expect(model.channels.map(\.wait) == [60, 60] && model.channels.allSatisfy { $0.lineTypes == nil })
    let webhook = try #require(model.webhook)
    #expect(webhook.resume == .response && webhook.hold == 110 && webhook.codeLife == 600)
    #expect(webhook.fallbackMethods == [.idaasSMS] && webhook.signing.tolerance == 300)
    #expect(webhook.signing.scheme == .standardWebhooks && !webhook.requireResult)
    #expect(model.page == Page() && model.twilio?.codeTTL == 600)
    #expect(model.identityProviders[0].displayName == "google" && model.identityProviders[0].enabled)
    guard case .oidc(let settings) = model.identityProviders[0].settings else {
      Issue.record("google is OIDC")
      return
    }
    #expect(settings.issuer == "https://accounts.google.com" && settings.pkce == "S256")
    #expect(settings.scopes == ["openid", "email", "profile"])
    #expect(
      model.directory.breakGlass?.groups == [1, 0] && model.directory.applications[0].displayName == "Wiki")
  }

  @Test func holdIsOnlyOfResponse() throws {
    let model = try #require(
      Run("webhook:\n  url: https://example.com/x\n  signing: { secrets: [!secret a] }\n  resume: poll").model
    )
    #expect(model.webhook?.hold == nil && model.webhook?.resume == .poll)
  }

  @Test func countriesCascadeKeyByKey() throws {
    let run = Run(
      """
      countries:
        sets: { launch: [US, DE], all: [launch, GB] }
        rules:
          - { countries: all, mode: allow, locale: en, channels: { forbid: [whatsapp] } }
          - { countries: [DE, unknown], mode: observe, channels: { forbid: [call] } }
        otherwise: block
      """)
    let countries = try #require(run.model).countries
    let germany = countries[try #require(Region(code: "DE"))]
    #expect(germany.mode == .observe && germany.locale == "en" && germany.forbidden == ChannelSet([.call]))
    let america = countries[try #require(Region(code: "US"))]
    #expect(america.forbidden == ChannelSet([.whatsapp]))
    let france = countries[try #require(Region(code: "FR"))]
    #expect(countries[.unknown].mode == .observe && france.mode == .block)
  }

  @Test func limitsAndZonesAreRead() throws {
    let run = Run(
      """
      directory:
        applications: { wiki: { id: app_wiki, displayName: Wiki } }
        groups: { admins: group_admins, glass: group_glass }
        networkZones: { office: { cidrs: [203.0.113.7/24, 203.0.113.0/24, "2001:db8::/32"] } }
        breakGlass: { groups: [glass, admins], use: [webauthn] }
      limits:
        per-number: { key: number, buckets: [5 per 10m, 20 per 24h], onExceed: observe }
        per-prefix: { key: prefix, buckets: [5 per 10m], twilio: true }
      """,
      environment:
        "idaas: { region: r, instance: idaas_x, networkZones: { office: network_1 }, identityProviders: { google: idp_1 } }"
    )
    let model = try #require(run.model)
    let zone = model.directory.networkZones[0]
    #expect(zone.id == "network_1" && model.identityProviders[0].id == "idp_1")
    #expect(zone.cidrs.map(\.description) == ["203.0.113.0/24", "2001:db8::/32"])
    #expect(model.limits.map(\.key) == [.number, .prefix(dropDigits: 4)])
    #expect(model.limits[0].observesOnly && model.limits[0].buckets.map(\.interval) == [600, 86_400])
    #expect(model.limits[1].twilio && !model.limits[1].observesOnly)
  }

  @Test(arguments: [
    ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
    ("2026-04-31", false),
    ("2026-13-01", false), ("2026-00-10", false), ("2026-1-10", false), ("2026-01-10 ", false),
    ("0000-01-01", false),
  ])
  func datesAreDaysOfTheCalendar(_ text: String, _ isDay: Bool) {
    #expect((CalendarDate(text) != nil) == isDay)
  }

  @Test func daysAreCounted() throws {
    let first = try #require(CalendarDate("2023-12-31"))
    let march = try #require(CalendarDate("2024-03-01"))
    let before = try #require(CalendarDate("2023-12-30"))
    #expect(first.days(until: march) == 61)
    #expect(first.days(until: before) == -1)
    #expect(first.days(until: first) == 0)
  }

  @Test(
    arguments: [
      ("0%", 0), ("10%", 1000), ("0.01%", 1), ("99.99%", 9999), ("100%", 10_000), ("100.0%", 10_000),
      ("5.5%", 550),
      ("100.01%", nil), ("1.%", nil), ("%", nil), ("10", nil), ("-1%", nil), ("1.234%", nil),
    ] as [(String, Int?)])
  func sharesAreBuckets(_ text: String, _ buckets: Int?) {
    #expect(ConditionResolution.buckets(text) == buckets)
  }
}
