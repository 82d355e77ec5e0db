internal import PosternModel

extension IDaaSTranslator {
  /// Zones with a known id are updated, others created. EIAM changes a description by an operation of its own.
  func networkZones() -> [EIAMRequest] {
    model.directory.networkZones.flatMap { zone in
      zone.id.map { update(zone, id: $0) } ?? [create(zone)]
    }
  }

  /// A zone's id, or a reference to the request that creates it.
  func zoneValue(_ index: Int) -> VendorValue {
    let zone = model.directory.networkZones[index]
    return zone.id.map(VendorValue.text) ?? .reference(key(zone))
  }

  /// What begins the key of a zone's request.
  static let zoneKey = "network-zone/"

  private func key(_ zone: NetworkZone) -> String { Self.zoneKey + zone.name }

  private func create(_ zone: NetworkZone) -> EIAMRequest {
    request(key(zone), .createNetworkZone, at: zone.source) {
      $0.set("NetworkZoneName", .text(zone.name))
      $0.set("NetworkZoneType", .text("arn:alibaba:idaas:network:zone:classic"))
      setCIDRs(of: zone, in: &$0)
      $0.set("Description", .text(ownership))
    }
  }

  private func update(_ zone: NetworkZone, id: String) -> [EIAMRequest] {
    [
      request(key(zone), .updateNetworkZone, at: zone.source) {
        $0.set("NetworkZoneId", .text(id))
        $0.set("NetworkZoneName", .text(zone.name))
        setCIDRs(of: zone, in: &$0)
      },
      request(key(zone) + "/description", .updateNetworkZoneDescription, at: zone.source) {
        $0.set("NetworkZoneId", .text(id))
        $0.set("Description", .text(ownership))
      },
    ]
  }

  /// Empty lists are left out: the API cannot tell them from absent ones.
  private func setCIDRs(of zone: NetworkZone, in request: inout VendorObject) {
    let ipv4 = zone.cidrs.filter(\.isIPv4).map(\.description)
    let ipv6 = zone.cidrs.filter { !$0.isIPv4 }.map(\.description)
    if !ipv4.isEmpty { request.set("Ipv4Cidrs", .texts(ipv4)) }
    if !ipv6.isEmpty { request.set("Ipv6Cidrs", .texts(ipv6)) }
  }
}
