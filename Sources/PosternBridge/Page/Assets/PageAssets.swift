#if Server
import Crypto
import Foundation

/// The stylesheet and the script of the page: served by content hash, so that browsers may keep them for good.
public struct PageAssets: Sendable {
  /// One file.
  public struct File: Sendable, Equatable {
    public let contentType: String
    public let bytes: [UInt8]
    /// 16 base64url characters of its SHA-256.
    public let version: String

    init(_ contentType: String, _ text: String) {
      self.contentType = contentType
      self.bytes = Array(text.utf8)
      self.version = String(Base64URL.text(SHA256.hash(data: Data(text.utf8))).prefix(16))
    }
  }

  public let stylesheet: File
  public let script: File

  /// - Parameter accent: `#rrggbb`; anything else counts as none.
  public init(accent: String?) {
    let colour = accent.flatMap(Colour.init(hexadecimal:)) ?? PageStylesheet.accent
    self.stylesheet = File("text/css; charset=utf-8", PageStylesheet.text(accent: colour))
    self.script = File("text/javascript; charset=utf-8", PageScript.text)
  }

  var stylesheetPath: String { "/challenge/assets/page.css?v=\(stylesheet.version)" }
  var scriptPath: String { "/challenge/assets/page.js?v=\(script.version)" }
}
#endif
