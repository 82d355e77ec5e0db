#if Server
import Crypto
import Foundation

/// What the script compares to see that the page has changed: it tells nothing of what is on it.
enum PageMark {
  static func of(_ view: PageView) -> String {
    let parts: [String] = [
      phase(view), view.channel, view.nextChannel ?? "", view.canResend ? "1" : "0", view.destination,
      view.lengthsMark, String(view.attemptsLeft), String(view.sendsLeft),
      String(view.resendAfter?.milliseconds ?? 0), view.returnURL ?? "",
    ]
    let digest = SHA256.hash(data: Data(parts.joined(separator: "\n").utf8))
    return String(Base64URL.text(digest).prefix(16))
  }

  static func phase(_ view: PageView) -> String {
    switch view.phase {
    case .sending: "sending"
    case .enterCode: "enter"
    case .approved: "approved"
    case .denied: "denied"
    }
  }
}
#endif
