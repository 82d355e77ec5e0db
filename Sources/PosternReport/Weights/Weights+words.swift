import PosternAnalysis
import PosternModel
import PosternNumbering

extension Weights {
  /// The cost, or what of it is not known.
  func costText(of plans: [CountryPlan]) -> String {
    let (sum, unknown) = cost(of: plans)
    if unknown.isEmpty { return sum.text }
    return unknown.count == plans.count ? "not known" : sum.text + " and more"
  }

  /// Everything together, and what was assumed.
  func summary(of plans: [CountryPlan]) -> [String] {
    var lines = ["\(CountWords.grouped("\(traffic.total)")) logins a month."]
    if prices != nil {
      let (sum, unknown) = cost(of: plans)
      lines[0] += " They cost \(sum.text) a month, in the unit of the price list."
      if !unknown.isEmpty { lines.append("Not counted, for no price is given: \(Self.list(unknown)).") }
      lines += assumed
    } else {
      lines.append(Self.assumptions[0])
    }
    return lines
  }

  /// `DE sms, FR call`.
  static func list(_ plans: [CountryPlan]) -> String {
    plans.map { "\($0.region.code) \($0.firstChannel?.name ?? "")" }.joined(separator: ", ")
  }
}
