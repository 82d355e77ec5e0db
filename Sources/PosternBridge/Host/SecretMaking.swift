#if Server
import Foundation

/// Makes the bridge's own keys and webhook secrets.
public enum SecretMaking {
  /// Names that a bridge needs: its own keys, then the webhook secrets that were asked for.
  /// - Throws: `ConfigurationError` for names that cannot be those of webhook secrets; then nothing was made.
  public static func make(
    webhookSecrets: [String]
  ) throws(ConfigurationError) -> [(name: String, value: String)] {
    let faults = webhookSecrets.compactMap { name in
      BridgeConfiguration.ownSecrets.contains(name)
        ? "`\(name)` is one of the bridge's own keys, which are made anyway" : SecretStore.fault(ofName: name)
    }
    if !faults.isEmpty { throw ConfigurationError(faults) }
    return BridgeConfiguration.ownSecrets.map { ($0, RandomBytes.make(32).base64EncodedString()) }
      + webhookSecrets.map { ($0, WebhookSecret.random()) }
  }

  /// Writes secrets as files that only their owner can read. What is there already stays.
  /// - Returns: the names that were written.
  /// - Throws: `ConfigurationError` when the directory cannot be written to.
  public static func write(
    _ secrets: [(name: String, value: String)], to directory: String
  ) throws(ConfigurationError) -> [String] {
    var written: [String] = []
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw ConfigurationError(["`\(directory)` cannot be made"])
    }
    for secret in secrets {
      if let fault = SecretStore.fault(ofName: secret.name) { throw ConfigurationError([fault]) }
      let path = "\(directory)/\(secret.name)"
      if FileManager.default.fileExists(atPath: path) { continue }
      guard
        FileManager.default.createFile(
          atPath: path, contents: Data((secret.value + "\n").utf8), attributes: [.posixPermissions: 0o600])
      else { throw ConfigurationError(["`\(path)` cannot be written"]) }
      written.append(secret.name)
    }
    return written
  }
}
#endif
