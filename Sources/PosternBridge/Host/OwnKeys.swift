#if Server
import Foundation
import NIOConcurrencyHelpers

/// The bridge's own keys as they are now: read at the start, and again when secrets are. Says nothing of them when
/// printed.
final class OwnKeys: Sendable {
  private struct Content {
    var store: StoreKeys
    var page: PageTokens
  }

  private let secrets: SecretStore
  private let content: NIOLockedValueBox<Content>

  /// - Throws: `SealingError`, which the checks of a start have ruled out.
  init(_ secrets: SecretStore) throws {
    self.secrets = secrets
    content = NIOLockedValueBox(try Self.read(secrets))
  }

  var store: StoreKeys { content.withLockedValue(\.store) }
  var page: PageTokens { content.withLockedValue(\.page) }

  /// Takes the secrets as they are now. Those that are no keys have been refused before; then the old ones hold.
  func reload() {
    guard let read = try? Self.read(secrets) else { return }
    content.withLockedValue { $0 = read }
  }

  private static func read(_ secrets: SecretStore) throws -> Content {
    let store = key("postern-store-key", secrets)
    let hash = key("postern-hash-key", secrets)
    let page = key("postern-page-key", secrets)
    return Content(
      store: try StoreKeys(
        store: store.current, previousStore: store.previous, hash: hash.current, previousHash: hash.previous),
      page: PageTokens(key: page.current, previous: page.previous))
  }

  /// The bytes of a key, and of the one before.
  private static func key(_ name: String, _ secrets: SecretStore) -> (current: Data, previous: Data?) {
    let values = secrets.values(name).map { Data(base64Encoded: $0) ?? Data() }
    return (values.first ?? Data(), values.dropFirst().first)
  }
}

extension OwnKeys: CustomStringConvertible, CustomReflectable {
  var description: String { "OwnKeys" }
  var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
#endif
