#if Server
import Foundation

@testable import PosternBridge

/// Reads HTML as far as the page writes it, and finds what is not closed or nested.
enum HTMLCheck {
  private static let voids: Set<String> = ["meta", "link", "input"]

  static func tags(_ html: String) -> [String] {
    html.components(separatedBy: "<").dropFirst().map {
      String($0.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" })
    }
  }

  static func faults(_ html: String) -> [String] {
    var open: [String] = []
    var faults: [String] = []
    for tag in tags(html) where !tag.hasPrefix("!") && !voids.contains(tag) {
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.popLast() != name { faults.append("</\(name)>") }
      } else {
        open.append(tag)
      }
    }
    faults += open.map { "<\($0)> stays open" }
    // Every id once, and everything that is referred to exists.
    let ids = values(of: "id", html)
    if Set(ids).count != ids.count { faults.append("an id twice: \(ids)") }
    for name in ["for", "aria-describedby", "aria-labelledby"] {
      for target in values(of: name, html).flatMap({ $0.split(separator: " ") })
      where !ids.contains(String(target)) {
        faults.append("\(name)=\(target) leads nowhere")
      }
    }
    return faults
  }

  private static func values(of name: String, _ html: String) -> [String] {
    html.components(separatedBy: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}

extension PageTexts {
  private var everyPhrase: [String: Any] {
    var found: [String: Any] = [:]
    for child in Mirror(reflecting: self).children {
      guard let name = child.label else { continue }
      if child.value is ByChannel {
        for inner in Mirror(reflecting: child.value).children {
          found["\(name).\(inner.label ?? "")"] = inner.value
        }
      } else {
        found[name] = child.value
      }
    }
    return found
  }

  /// What each text says around its places, by its name.
  var everyText: [String: [String]] {
    everyPhrase.mapValues { value in
      if let text = value as? String { return text.isEmpty ? [] : [text] }
      return (value as? Phrase)?.parts.compactMap { if case .text(let text) = $0 { text } else { nil } } ?? []
    }
  }

  /// The places of each text, by its name.
  var everySlot: [String: [String]] {
    everyPhrase.mapValues { value in
      ((value as? Phrase)?.parts.compactMap { if case .slot(let slot) = $0 { slot.rawValue } else { nil } }
        ?? [])
        .sorted()
    }
  }
}
#endif
