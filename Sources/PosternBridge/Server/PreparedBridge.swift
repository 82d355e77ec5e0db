#if Server
import Foundation
import Logging

/// Everything that a start needs and can be checked without opening a port: table, secrets, keys.
struct PreparedBridge: Sendable {
  var configuration: BridgeConfiguration
  var table: TableSource
  var secrets: SecretStore
  var keys: OwnKeys
  var warnings: [String]

  /// - Throws: `ConfigurationError` with every fault that was found.
  init(_ configuration: BridgeConfiguration, environment: [String: String]) throws(ConfigurationError) {
    self.configuration = configuration
    do {
      table = try TableSource(path: configuration.table)
    } catch {
      throw ConfigurationError([error.description])
    }
    secrets =
      configuration.secrets.map { SecretStore(directory: $0) } ?? SecretStore(environment: environment)
    var findings = configuration.check(
      table.current, secrets: secrets, descriptorLimit: DescriptorLimit.current())
    if let tls = configuration.tls {
      for file in [tls.certificate, tls.key] where FileWatcher.bytes(file) == nil {
        findings.faults.append("`\(file)` cannot be read")
      }
    }
    if let file = configuration.blockFile, let bytes = FileWatcher.bytes(file) {
      let faults = BlockFile(String(decoding: bytes, as: UTF8.self)).faults
      if !faults.isEmpty { findings.warnings.append("the block file has lines that stop nothing: \(faults)") }
    }
    warnings = findings.warnings
    if !findings.faults.isEmpty { throw ConfigurationError(findings.faults) }
    do {
      keys = try OwnKeys(secrets)
    } catch {
      throw ConfigurationError(["the bridge's own keys cannot be used"])
    }
  }

  /// Reads secrets anew. One that is missing or malformed now stays as it was.
  /// - Returns: the names of those.
  func reloadSecrets() -> [String] {
    let settings = table.current.settings
    let failed = secrets.reload { name, values in
      configuration.faults(ofSecret: name, values, settings).isEmpty
    }
    keys.reload()
    return failed
  }

  /// - Throws: `StoreError`, also when the store was written under other keys.
  func openStore() async throws -> SQLiteStore {
    let settings = table.current.settings
    let store = try await SQLiteStore.open(
      path: configuration.store, policy: settings.policy, environment: settings.environment)
    do {
      try await store.agree(with: keys.store)
    } catch {
      try? await store.close()
      throw error
    }
    return store
  }
}
#endif
