import PosternDiagnostics
import PosternModel

extension PolicyModel {
  /// The places that a table keeps, in the order of `DecodedTable.places`.
  var placedSources: [SourceRange] {
    let breakGlass = directory.breakGlass.map { [$0.source] } ?? []
    let otherwise = [routing.otherwiseSource]
    var sources = services.map(\.source) + channels.map(\.source) + limits.map(\.source)
    sources += webhook.map { [$0.source] } ?? []
    sources += breakGlass + routing.rules.map(\.source) + otherwise
    sources += breakGlass + routing.rules.map(\.actionSource) + otherwise
    return sources + steps.map(\.source) + countries.rules.map(\.source)
  }

  /// The policy as a table can hold it: without places, and without what no table holds.
  var withoutSources: PolicyModel {
    let nowhere = RoutingTableDecoder.source
    var model = self
    model.identityProviders = identityProviders.map {
      IdentityProvider(name: $0.name, kind: .oidc, settings: .fields([]), id: $0.id, source: nowhere)
    }
    for index in model.directory.applications.indices { model.directory.applications[index].source = nowhere }
    for index in model.directory.groups.indices { model.directory.groups[index].source = nowhere }
    for index in model.directory.networkZones.indices { model.directory.networkZones[index].source = nowhere }
    model.services = services.map {
      VerifyService(
        name: $0.name, friendlyName: $0.friendlyName, codeLength: $0.codeLength, psd2: $0.psd2, sid: $0.sid,
        source: nowhere)
    }
    for index in model.channels.indices { model.channels[index].source = nowhere }
    for index in model.limits.indices { model.limits[index].source = nowhere }
    model.webhook?.source = nowhere
    for index in model.countries.rules.indices {
      model.countries.rules[index].source = nowhere
      model.countries.rules[index].papers = []
    }
    for index in model.routing.rules.indices {
      model.routing.rules[index].source = nowhere
      model.routing.rules[index].actionSource = nowhere
      model.routing.rules[index].action = routing.rules[index].action.withoutSources
    }
    model.routing.otherwise = routing.otherwise.withoutSources
    model.routing.otherwiseSource = nowhere
    return model
  }
}

extension Action {
  fileprivate var withoutSources: Action {
    guard case .send(var steps) = self else { return self }
    for index in steps.indices { steps[index].source = RoutingTableDecoder.source }
    return .send(steps)
  }
}
