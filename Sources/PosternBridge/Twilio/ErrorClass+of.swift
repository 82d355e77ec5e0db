#if Server
extension ErrorClass {
  /// What to do about a fault.
  /// - Parameters:
  ///   - during: what was under way.
  ///   - channel: what was asked for, by Twilio's name; without it, rows that exclude the fault's own channel
  ///     exclude none.
  /// - Complexity: constant.
  public static func of(_ fault: TwilioFault, during phase: Phase, channel: String? = nil) -> ErrorClass {
    guard !fault.isLocal else { return later }
    var found = fault.code.flatMap { byCode($0, naming: fault.parameter, phase) } ?? byStatus(fault, phase)
    if let place = found.excludes.firstIndex(of: itsChannel) {
      found.excludes.replaceSubrange(place...place, with: channel.map { [$0] } ?? [])
    }
    return found
  }

  /// Nothing final: the circuit is open, too much is under way, or nobody knows what became of it.
  private static let later = retry(0, after: 0, then: .retry)

  private struct Key: Hashable {
    var code: Int
    var parameter: String?
  }

  private static let index: [Key: Row] = {
    var index: [Key: Row] = [:]
    for row in rows {
      for code in row.codes { index[Key(code: code, parameter: row.parameter)] = row }
    }
    return index
  }()

  private static func byCode(_ code: Int, naming parameter: String?, _ phase: Phase) -> ErrorClass? {
    let row = index[Key(code: code, parameter: parameter)] ?? index[Key(code: code, parameter: nil)]
    return row.map { phase == .start ? $0.start : $0.check }
  }

  /// For a code that has no row, and for none.
  private static func byStatus(_ fault: TwilioFault, _ phase: Phase) -> ErrorClass {
    guard let status = fault.status else {
      return fault.execution == .notProcessed ? retry(2, after: 100, then: .retry) : later
    }
    switch status {
    case 401: return byCode(20003, naming: nil, phase) ?? surface
    case 404: return byCode(20404, naming: nil, phase) ?? surface
    case 408: return later
    case 429: return byCode(20429, naming: nil, phase) ?? surface
    case 300..<500: return surface
    case 500...: return byCode(20500, naming: nil, phase) ?? later
    default: return later
    }
  }
}
#endif
