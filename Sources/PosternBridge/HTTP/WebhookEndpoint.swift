#if Server
/// The four requests of the webhook side.
enum WebhookEndpoint: String, Sendable, CaseIterable {
  case trigger = "2fa-trigger"
  case verify = "2fa-verify"
  case status = "2fa-status"
  case cancel = "2fa-cancel"

  /// What a path asks for: the trigger is at the path of `webhook.url`, the others are its siblings.
  init?(path: String, webhookURL: String) {
    let trigger = Self.path(of: webhookURL)
    if path == trigger {
      self = .trigger
      return
    }
    guard let slash = trigger.lastIndex(of: "/"), path.hasPrefix(trigger[...slash]),
      let sibling = WebhookEndpoint(rawValue: String(path.dropFirst(trigger[...slash].count))),
      sibling != .trigger
    else { return nil }
    self = sibling
  }

  /// The path of an absolute URL, without query and fragment; `/` when it has none.
  static func path(of url: String) -> String {
    let bytes = url.utf8
    guard let scheme = bytes.indices.first(where: { bytes[$0...].starts(with: "://".utf8) }) else {
      return "/"
    }
    let rest = bytes[bytes.index(scheme, offsetBy: 3)...]
    guard let slash = rest.firstIndex(of: 0x2F) else { return "/" }
    return String(rest[slash...].prefix { $0 != 0x3F && $0 != 0x23 }) ?? "/"
  }

  /// The same endpoint's path beside another trigger.
  func path(webhookURL: String) -> String {
    let trigger = Self.path(of: webhookURL)
    guard self != .trigger, let slash = trigger.lastIndex(of: "/") else { return trigger }
    return trigger[...slash] + rawValue
  }

  var purpose: Authenticator.Purpose {
    switch self {
    case .trigger: .trigger
    case .verify: .verify
    case .status, .cancel: .statusOrCancel
    }
  }
}
#endif
