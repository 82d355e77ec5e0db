/// Every check, in report order: names, countries, routing, services, the bridge, deployment.
enum CheckList {
  static let all: [any Check] = [
    UnknownEnvironmentNames(),
    UnknownTestNames(),
    UnusedDeclarations(),
    ClashingIDs(),
    OverriddenCountryKeys(),
    MobileOnlyLineTypes(),
    ExpiredDates(),
    TooManyRows(),
    LongPlans(),
    FriendlyNames(),
    ServiceSettings(),
    UnusableChannels(),
    MalformedIDs(),
    MissingSections(),
    LimitBuckets(),
    IncompleteProviders(),
    WebhookSettings(),
    Locales(),
    CodeLife(),
    MayOmitWhatDecides(),
    UnlimitedNumbers(),
    ServicesWithoutID(),
  ]
}
