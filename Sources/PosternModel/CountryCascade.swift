import PosternNumbering

/// What country rules come to for each region: later rules win key by key.
///
/// Regions that the same rules name have the same settings, which are kept once: of 250 regions a policy mostly tells
/// a handful apart.
struct CountryCascade: Sendable, Equatable {
  /// The settings that regions have; each is some region's, so there are not more of them than regions.
  private var kinds: [CountrySettings]
  /// By `Region.index`, the place in `kinds`.
  private var kindOfRegion: [UInt8]

  init(_ rules: [CountryRule], otherwise: CountryMode) {
    kinds = [CountrySettings(mode: otherwise), CountrySettings(mode: .block)]
    kindOfRegion = Array(repeating: 0, count: Region.count)
    kindOfRegion[Int(Region.unknown.index)] = 1
    for (index, rule) in rules.enumerated() { apply(rule, index) }
  }

  subscript(region: Region) -> CountrySettings { kinds[Int(kindOfRegion[Int(region.index)])] }

  private mutating func apply(_ rule: CountryRule, _ index: Int) {
    let regions = rule.regions.regions
    // Of each kind, how many regions the rule leaves as they were.
    var left = Array(repeating: 0, count: kinds.count)
    for kind in kindOfRegion { left[Int(kind)] += 1 }
    for region in regions { left[Int(kindOfRegion[Int(region.index)])] -= 1 }
    // What becomes of a kind under this rule, once a region of that kind was met.
    var successors: [UInt8?] = Array(repeating: nil, count: kinds.count)
    for region in regions {
      let kind = Int(kindOfRegion[Int(region.index)])
      if successors[kind] == nil {
        let settings = kinds[kind].overridden(by: rule, index)
        if left[kind] == 0 {
          kinds[kind] = settings
          successors[kind] = UInt8(kind)
        } else {
          successors[kind] = UInt8(kinds.count)
          kinds.append(settings)
        }
      }
      if let successor = successors[kind] { kindOfRegion[Int(region.index)] = successor }
    }
  }
}

extension CountrySettings {
  fileprivate func overridden(by rule: CountryRule, _ index: Int) -> CountrySettings {
    var settings = self
    if let mode = rule.mode {
      settings.mode = mode
      settings.modeRule = index
    }
    if let locale = rule.locale {
      settings.locale = locale
      settings.localeRule = index
    }
    if let forbidden = rule.forbidden {
      settings.forbidden = forbidden
      settings.forbiddenRule = index
    }
    if let messagingService = rule.messagingService {
      settings.messagingService = messagingService
      settings.messagingServiceRule = index
    }
    return settings
  }
}
