#if Server
import Foundation
import PosternRuntime
import PosternTable

extension BridgeConfiguration {
  /// What a configuration comes to beside a table.
  struct Findings: Sendable, Equatable {
    var faults: [String] = []
    var warnings: [String] = []
  }

  /// Names of the bridge's own secrets.
  static let ownSecrets = ["postern-store-key", "postern-hash-key", "postern-page-key"]

  /// The origin that people and IDaaS reach the bridge at.
  func publicOrigin(_ settings: BridgeSettings) -> String {
    WebOrigin(publicURL ?? settings.webhook.url)?.text ?? ""
  }

  /// Checks what only holds or fails beside a table: addresses, secrets, services, the limit of open files.
  func check(_ active: ActiveTable, secrets: SecretStore, descriptorLimit: Int?) -> Findings {
    var findings = Findings()
    checkPublicURL(active.settings, &findings)
    checkSecrets(active.settings, secrets, &findings)
    for service in active.servicesWithoutSID {
      findings.faults.append("a plan uses the service `\(service)`, which has no SID yet")
    }
    if let descriptorLimit, maxHolds > descriptorLimit - Self.descriptorReserve {
      findings.faults.append(
        "--max-holds \(maxHolds) does not fit the limit of \(descriptorLimit) open files: raise it to "
          + "\(maxHolds + Self.descriptorReserve), or hold fewer")
    }
    return findings
  }

  /// Files and connections beside those of held callers.
  static let descriptorReserve = 256

  /// What is wrong with the values of a secret that is needed.
  func faults(ofSecret name: String, _ values: [String], _ settings: BridgeSettings) -> [String] {
    let webhook = settings.webhook
    let signing = webhook.scheme == .standardWebhooks ? webhook.secrets + webhook.verifySecrets : []
    let callbacks = webhook.callbackURLs.isEmpty ? [] : webhook.callbackSecrets
    if values.isEmpty { return ["the secret `\(name)` is missing"] }
    if (signing + callbacks).contains(name), values.contains(where: { WebhookSecret($0) == nil }) {
      return ["the secret `\(name)` must be `whsec_` and base64 of at least 24 bytes"]
    }
    if Self.ownSecrets.contains(name), values.contains(where: { !Self.isKey($0) }) {
      return ["the secret `\(name)` must be 32 bytes in base64"]
    }
    return []
  }

  private static func isKey(_ text: String) -> Bool { Data(base64Encoded: text)?.count == 32 }

  private func checkPublicURL(_ settings: BridgeSettings, _ findings: inout Findings) {
    guard let webhook = WebOrigin(settings.webhook.url) else {
      findings.faults.append("`webhook.url` is not a URL")
      return
    }
    guard let publicURL else { return }
    guard let given = WebOrigin(publicURL) else {
      findings.faults.append("--public-url is not a URL")
      return
    }
    if given == webhook { return }
    if !given.isSecure, given.isLoopback {
      findings.warnings.append(
        "--public-url \(given.text) is not the origin of `webhook.url`: fit for trying out only")
    } else {
      findings.faults.append("--public-url \(given.text) is not the origin of `webhook.url`, \(webhook.text)")
    }
  }

  private func checkSecrets(_ settings: BridgeSettings, _ secrets: SecretStore, _ findings: inout Findings) {
    let webhook = settings.webhook
    let signing = webhook.scheme == .standardWebhooks ? webhook.secrets + webhook.verifySecrets : []
    let callbacks = webhook.callbackURLs.isEmpty ? [] : webhook.callbackSecrets
    let plain = webhook.scheme == .token ? webhook.secrets + webhook.verifySecrets : []
    let all = Set(signing + callbacks).union(
      plain + Self.ownSecrets + [settings.twilio?.apiSecret].compactMap { $0 })
    if !webhook.callbackURLs.isEmpty, webhook.callbackSecrets.isEmpty {
      findings.faults.append("`webhook.callbackUrls` need `callbackSecrets` to sign with")
    }
    if let obstacle = secrets.obstacle {
      findings.faults.append(obstacle)
      return
    }
    if secrets.isOpenToWriting {
      findings.warnings.append("others can put files into the secrets' directory")
    }
    for name in all.sorted() {
      if let fault = SecretStore.fault(ofName: name) {
        findings.faults.append(fault)
        continue
      }
      let values = secrets.values(name)
      findings.faults +=
        values.isEmpty && secrets.isUnreadable(name)
        ? ["the secret `\(name)` is there but cannot be read"] : faults(ofSecret: name, values, settings)
      if plain.contains(name), values.contains(where: { $0.utf8.count < 24 }) {
        findings.warnings.append("the secret `\(name)` is a token of fewer than 24 characters")
      }
    }
    for file in secrets.exposed(all.sorted()) {
      findings.warnings.append("others than its owner and group can read or write the secret file `\(file)`")
    }
  }
}

extension ActiveTable {
  /// Names of services that a plan uses and that have no SID: nothing could be sent by them.
  var servicesWithoutSID: [String] {
    let view = table.view
    let used = Set((0..<view.count(.steps)).map { Int(view.value(StepField.service, $0)) })
    return settings.services.indices.filter { used.contains($0) && settings.services[$0].sid == nil }.map {
      settings.services[$0].name
    }
  }
}
#endif
