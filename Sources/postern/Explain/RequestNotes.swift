import PosternDiagnostics
import PosternModel
import PosternRuntime

/// What of a sign-in a table does not know, so that a slip of the pen is not taken for an answer.
struct RequestNotes {
  let table: RoutingTable
  let request: TableRequest

  /// One line each, in the order of the options.
  var texts: [String] {
    var texts: [String] = []
    if let phone = request.phoneNumber, values("country", TableRequest(phoneNumber: phone)) == ["unknown"] {
      texts.append("\(quoted(phone)) is no valid phone number: it is written like +5511987654321")
    }
    if let name = request.identityProvider,
      values("identityProvider", TableRequest(identityProvider: name)) == ["unknown"]
    {
      texts.append("identity provider \(quoted(name)) is not declared, and counts as unknown")
    }
    if let name = request.application, values("application", TableRequest(application: name)) == ["unknown"] {
      texts.append("application \(quoted(name)) is not declared, and counts as unknown")
    }
    for name in request.groups where values("group", TableRequest(groups: [name])).isEmpty {
      texts.append("group \(quoted(name)) is not declared, and is ignored")
    }
    for name in request.networkZones ?? []
    where values("networkZone", TableRequest(networkZones: [name])).isEmpty {
      texts.append("network zone \(quoted(name)) is not declared, and is ignored")
    }
    if let address = request.clientIP, !address.isEmpty {
      if request.networkZones != nil {
        texts.append("the address is not looked at, since network zones are given")
      } else if IPAddress(address) == nil {
        texts.append("\(quoted(address)) is no IP address, and is in no network zone")
      }
    }
    if let risk = request.risk, values("risk", TableRequest(risk: risk)) == ["unknown"] {
      texts.append("risk \(quoted(risk)) counts as unknown: it is low, medium or high")
    }
    return texts
  }

  private func values(_ attribute: String, _ request: TableRequest) -> [String] {
    table.explain(request).attributes.first { $0.attribute == attribute }?.values ?? []
  }

  private func quoted(_ text: String) -> String { "`" + SafeText.of(text) + "`" }
}
