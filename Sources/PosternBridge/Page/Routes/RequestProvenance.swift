#if Server
import HTTPTypes
import Hummingbird

/// Where a request comes from, as the browser says it (Fetch Metadata, `Origin`). What is not said is not held against
/// a request: old browsers and plain clients say nothing, and the form's own token decides.
struct RequestProvenance {
  let site: String?
  let mode: String?
  let destination: String?
  let purpose: String?
  let origin: String?

  init(_ request: Request) {
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
    self.site = header("Sec-Fetch-Site")
    self.mode = header("Sec-Fetch-Mode")
    self.destination = header("Sec-Fetch-Dest")
    self.purpose = header("Sec-Purpose") ?? header("Purpose")
    self.origin = header("Origin")
  }

  /// Whether a form can have been sent by the page itself. With `Referrer-Policy: no-referrer` browsers send
  /// `Origin: null` from it, so null proves nothing either way.
  func isOwnForm(publicOrigin: String) -> Bool {
    if let site { return site == "same-origin" }
    guard let origin, origin != "null" else { return true }
    return origin.lowercased() == publicOrigin
  }

  /// Whether a person went to the address, rather than a page that has it as an image or a frame.
  var isVisit: Bool {
    (mode == nil || mode == "navigate") && (destination == nil || destination == "document")
  }

  /// Whether the browser only makes ready for a visit that may never come.
  var isSpeculative: Bool {
    purpose.map { $0.lowercased().contains("prefetch") || $0.lowercased().contains("preview") } ?? false
  }
}
#endif
