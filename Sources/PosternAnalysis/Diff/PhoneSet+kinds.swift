import PosternDiagram
import PosternNumbering

extension PhoneSet {
  /// What some kinds of numbers of a space have in common, in as few sets as say it exactly.
  static func sets(of chosen: Set<Int>, among kinds: [PhoneKind]) -> [PhoneSet] {
    var sets: [PhoneSet] = []
    if chosen.contains(where: { !kinds[$0].phone.isValid }) { sets.append(PhoneSet(origin: .none)) }
    let countries = kinds.indices.filter { kinds[$0].phone.isValid && kinds[$0].phone.region != .unknown }
    let all = Set(countries.map { kinds[$0].phone.region })
    sets += parts(chosen, countries, kinds).map { part in
      let regions = part.regions.sorted()
      return PhoneSet(
        origin: .countries(regions, others: all.subtracting(regions).sorted()), lineTypes: part.lineTypes,
        prefix: part.prefix, excludedPrefixes: part.excluded)
    }
    let loose = kinds.indices.filter { kinds[$0].phone.isValid && kinds[$0].phone.region == .unknown }
    sets += parts(chosen, loose, kinds).map { part in
      PhoneSet(
        origin: .withoutCountry, lineTypes: part.lineTypes, prefix: part.prefix,
        excludedPrefixes: part.excluded)
    }
    return sets
  }

  /// Regions of which the same numbers are meant.
  private struct Part {
    var regions: Set<Region>
    var lineTypes: [LineType]?
    var prefix: DigitPrefix?
    var excluded: [DigitPrefix] = []
  }

  /// Line types of one region, with one and the same prefixes: those that are meant, and those that are not.
  private struct Share {
    var inside: LineTypeSet = []
    var outside: LineTypeSet = []
  }

  private static func parts(_ chosen: Set<Int>, _ kinds: [Int], _ all: [PhoneKind]) -> [Part] {
    var ofRegion: [Region: [Int]] = [:]
    for kind in kinds { ofRegion[all[kind].phone.region, default: []].append(kind) }
    // Where line types say it, prefixes need not be spoken of.
    var plain: [Region: Share] = [:]
    var byPrefixes: [[DigitPrefix]: [Region: Share]] = [:]
    var seen: [[DigitPrefix]: Set<DigitPrefix>] = [:]
    for (region, own) in ofRegion where own.contains(where: chosen.contains) {
      let share = self.share(own, chosen, all)
      if share.inside.isDisjoint(with: share.outside) {
        plain[region] = share
        continue
      }
      let known = Set(own.flatMap { all[$0].prefixes })
      for prefixes in Set(own.map { all[$0].prefixes }) {
        let same = own.filter { all[$0].prefixes == prefixes }
        guard same.contains(where: chosen.contains) else { continue }
        byPrefixes[prefixes, default: [:]][region] = self.share(same, chosen, all)
        seen[prefixes, default: []].formUnion(known)
      }
    }
    var result = grouped(plain)
    for prefixes in byPrefixes.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let longest = prefixes.max { $0.digits.count < $1.digits.count }
      let excluded = (seen[prefixes] ?? []).filter { other in
        !prefixes.contains(other) && (longest?.covers(other) ?? true)
      }
      result += grouped(byPrefixes[prefixes] ?? [:]).map { part in
        Part(
          regions: part.regions, lineTypes: part.lineTypes, prefix: longest, excluded: excluded.sorted())
      }
    }
    return result
  }

  private static func share(_ kinds: [Int], _ chosen: Set<Int>, _ all: [PhoneKind]) -> Share {
    var share = Share()
    for kind in kinds {
      let type = LineTypeSet([all[kind].phone.lineType])
      if chosen.contains(kind) { share.inside.formUnion(type) } else { share.outside.formUnion(type) }
    }
    return share
  }

  /// Regions together as far as one list of line types says it: all of them, else those with the same list.
  private static func grouped(_ shares: [Region: Share]) -> [Part] {
    guard !shares.isEmpty else { return [] }
    let inside = shares.values.reduce(into: LineTypeSet()) { $0.formUnion($1.inside) }
    let outside = shares.values.reduce(into: LineTypeSet()) { $0.formUnion($1.outside) }
    if outside.isEmpty { return [Part(regions: Set(shares.keys))] }
    if inside.isDisjoint(with: outside) {
      return [Part(regions: Set(shares.keys), lineTypes: inside.types)]
    }
    let whole = shares.filter(\.value.outside.isEmpty)
    var parts = whole.isEmpty ? [] : [Part(regions: Set(whole.keys))]
    var byTypes: [UInt16: Set<Region>] = [:]
    for (region, share) in shares where !share.outside.isEmpty {
      byTypes[share.inside.rawValue, default: []].insert(region)
    }
    for types in byTypes.keys.sorted() {
      parts.append(
        Part(regions: byTypes[types] ?? [], lineTypes: LineTypeSet(rawValue: types).types))
    }
    return parts
  }
}
