import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

/// Where a plan has no channel left, of the requests that its rule decides.
struct ChannelLoss {
  /// Kinds of numbers that have none.
  private var numbers: [(region: Region, lineType: LineType)] = []
  /// Where others of the requests have one.
  private var kept = RegionSet()
  /// Where those have none that lack an e-mail address.
  private var withoutAddress = RegionSet()
  /// The same of those without a valid number, and with one that belongs to no country: the region of both is unknown.
  private var withoutNumber = Placeless()
  private var ofNoCountry = Placeless()

  private struct Placeless {
    /// Whether some have none whatever else they have.
    var isLost = false
    /// Whether those have none that lack an e-mail address.
    var withoutAddress = false

    var isEmpty: Bool { !isLost && !withoutAddress }
  }

  init(_ fact: RuleFacts.Fact, _ outcomes: [DecidedOutcome], _ slices: PhoneSlices) {
    for entry in fact.outcomes {
      let isLost = entry.outcomes.contains { outcomes[$0].reason == .noChannel }
      let isKept = entry.outcomes.contains { outcomes[$0].reason != .noChannel }
      for kind in slices.kinds(of: entry.phoneClass) {
        if kind.phone.region == .unknown {
          let place = kind.phone.isValid ? \ChannelLoss.ofNoCountry : \.withoutNumber
          if isLost, isKept { self[keyPath: place].withoutAddress = true }
          if isLost, !isKept { self[keyPath: place].isLost = true }
          continue
        }
        if isKept { kept.insert(kind.phone.region) }
        if isLost, isKept { withoutAddress.insert(kind.phone.region) }
        if isLost, !isKept { numbers.append((kind.phone.region, kind.phone.lineType)) }
      }
    }
  }

  /// Whether a channel is always left.
  var isEmpty: Bool {
    numbers.isEmpty && withoutAddress.isEmpty && withoutNumber.isEmpty && ofNoCountry.isEmpty
  }

  /// Takes regions out; those that were there, in order of code.
  mutating func remove(_ isMeant: (Region) -> Bool) -> [Region] {
    var meant = RegionSet(numbers.map(\.region).filter(isMeant))
    meant.formUnion(RegionSet(withoutAddress.regions.filter(isMeant)))
    numbers.removeAll { meant.contains($0.region) }
    withoutAddress = withoutAddress.intersection(meant.complement)
    if !(withoutNumber.isEmpty && ofNoCountry.isEmpty), isMeant(.unknown) {
      meant.insert(.unknown)
      withoutNumber = Placeless()
      ofNoCountry = Placeless()
    }
    return meant.regions
  }

  /// Claims no more than that it can happen.
  mutating func blur() { kept = .all }

  /// As the finding has it.
  var words: LostChannels {
    let whole = RegionSet(numbers.map(\.region).filter { !kept.contains($0) })
    let some = numbers.filter { kept.contains($0.region) }
    let lineTypes = LineTypeSet(some.map(\.lineType))
    return LostChannels(
      countries: whole.codes, someNumbersOf: RegionSet(some.map(\.region)).codes,
      lineTypes: LineType.allCases.filter { lineTypes.contains($0) }.map(\.name),
      withoutAddress: withoutAddress.codes,
      withoutNumber: withoutNumber.isLost, ofNoCountry: ofNoCountry.isLost,
      withoutNumberAndAddress: withoutNumber.withoutAddress && !withoutNumber.isLost,
      ofNoCountryWithoutAddress: ofNoCountry.withoutAddress && !ofNoCountry.isLost)
  }
}

extension RegionSet {
  fileprivate var codes: [String] { regions.map(\.code) }
}
