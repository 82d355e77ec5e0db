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
    SMSOnlyWhereForbidden(),
    SMSAsOnlyFactor(),
    SMSPlannedForLandlines(),
    FriendlyNames(),
    ServiceSettings(),
    UnusableChannels(),
    MalformedIDs(),
    MissingSections(),
    LimitBuckets(),
    IncompleteProviders(),
    WebhookSettings(),
    CodeLife(),
    MayOmitWhatDecides(),
    UnlimitedNumbers(),
    ServicesWithoutID(),
  ]
}
