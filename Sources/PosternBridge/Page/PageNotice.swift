#if Server
/// What the last step did, said on the page that the browser is sent to: the closed list of `?said=`.
public enum PageNotice: String, Sendable, CaseIterable {
  case wrongCode = "wrong-code"
  case wrongLength = "wrong-length"
  case tooEarly = "too-early"
  case limited
  case usedUp = "used-up"
  case notNow = "not-now"
  case sentAgain = "sent-again"

  /// Whether it is about the field.
  var isAboutCode: Bool { self == .wrongCode || self == .wrongLength }

  /// Whether something went wrong.
  var isError: Bool { self != .sentAgain }

  func text(_ texts: PageTexts, codeLengths: [Int]) -> String {
    switch self {
    case .wrongCode: texts.wrongCode
    case .wrongLength:
      texts.wrongLength.filled { $0 == .length ? codeLengths.map(String.init).joined(separator: "/") : "" }
    case .tooEarly: texts.tooEarly
    case .limited: texts.limited
    case .usedUp: texts.noMoreSends
    case .notNow: texts.notNow
    case .sentAgain: texts.sentAgain
    }
  }
}
#endif
