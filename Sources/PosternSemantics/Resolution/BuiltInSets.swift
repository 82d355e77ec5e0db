internal import PosternNumbering

/// The sets of countries that every policy has.
///
/// - `eu`: the 27 member states of the European Union since 2020-02-01, when the United Kingdom had left
///   (european-union.europa.eu, "EU countries"; Treaty on European Union, article 52).
/// - `eea`: the European Economic Area: those and Iceland, Liechtenstein, Norway (EEA Agreement, article 126;
///   Croatia, the last to join, since 2014-04-12 provisionally).
/// - `nanp`: the 25 regions of the North American Numbering Plan, calling code +1 (nationalnanpa.com, 2025; the last
///   change of the list was Sint Maarten, 2011-09-30).
///
/// Codes of ISO 3166-1 of member states alone: no overseas territory with a code of its own (GF, GP, MQ, RE, YT, AX …).
enum BuiltInSets {
  /// Names, in order.
  static let names = ["eea", "eu", "nanp"]

  /// A set by name.
  static func set(_ name: String) -> RegionSet? {
    switch name {
    case "eu": eu
    case "eea": eea
    case "nanp": nanp
    default: nil
    }
  }

  private static let eu = regions(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")
  private static let eea = regions(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")
  private static let nanp = regions(
    "AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT US VC VG VI")

  private static func regions(_ codes: String) -> RegionSet {
    RegionSet(codes.split(separator: " ").compactMap { Region(code: String($0)) })
  }
}
