extension RoutingTable {
  /// What the table says of a phone number: `+` and ASCII digits; anything else is not valid.
  ///
  /// - Returns: the region and the line type as in `TableDecision`: 0 and 11 for what is not valid.
  public func classify(phoneNumber: String) -> (region: Int, lineType: Int) {
    var facts = Facts()
    unsafe lend(phoneNumber) { unsafe describe(phones.label(of: $0), in: &facts) }
    return (facts.region, facts.lineType)
  }
}
