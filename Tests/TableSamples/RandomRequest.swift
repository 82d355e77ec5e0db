import PosternModel
import PosternRuntime

/// Random requests about a random policy, near its names.
package enum RandomRequest {
  package static let phones: [String?] = [
    nil, "", "+4915112345678", "+5511987654321", "+14155550132", "+12125550123", "+447911123456",
    "+442079460000",
    "+4407911123456", "+919876543210", "+8613800138000", "+80012345678", "+883510012345", "+39061234567", "+",
    "15551234567", "+1 415 555 0132", "+491511234567890123456789", "+33612345678", "+18005550199", "+٤٤٧٩١١",
  ]

  package static let addresses: [String?] = [
    nil, "", "10.0.0.7", "10.1.200.7", "10.2.3.4", "::ffff:10.0.0.7", "::FFFF:0a01:0203", "2001::5",
    "2001:0:0:1::7",
    "2001:0:0:200::ff", "::", "::1", "1::", "010.0.0.7", "10.0.0", "10.0.0.256", "fe80::1%eth0",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::", "::1:2:3:4:5:6:7:8", "2001::5::1", "1.2.3.4.5", "::1.2.3.4", "12345::", ":::",
    "10.0.0.7 ", "x",
  ]

  package static func make(_ random: inout SeededRandom, names: Int) -> Request {
    func name(_ kind: String, _ id: String) -> String {
      let number = random.below(names + 2)
      return random.pick(["\(kind)-\(number)", "\(id)_\(number)", "\(kind)-\(number)x", "unknown"])
    }
    return Request(
      userID: random.chance(80) ? random.pick(["", "u1", "u2", "user-0354", "u\(random.below(1000))"]) : nil,
      phoneNumber: random.pick(phones), email: random.pick([nil, "", "a@x.example"]),
      identityProvider: random.chance(80) ? name("provider", "idp") : random.pick([nil, ""]),
      application: random.chance(80) ? name("application", "app") : nil,
      groups: (0..<random.below(random.chance(5) ? 40 : 4)).map { _ in name("group", "group") },
      networkZones: random.chance(50) ? (0..<random.below(4)).map { _ in name("zone", "network") } : nil,
      clientIP: random.pick(addresses), risk: random.pick([nil, "low", "medium", "high", "High", "", "nope"]))
  }
}

extension TableRequest {
  package init(_ request: Request) {
    self.init(
      userID: request.userID, phoneNumber: request.phoneNumber, email: request.email,
      identityProvider: request.identityProvider, application: request.application, groups: request.groups,
      networkZones: request.networkZones, clientIP: request.clientIP, risk: request.risk)
  }
}
