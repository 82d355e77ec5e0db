public import PosternNumbering

/// The values that a policy's attributes have for one request.
public struct AttributeValues: Sendable, Hashable {
  /// Region, line type and validity of the phone number.
  public var phone: PhoneClass
  /// The digits of a valid number, each 0 … 9; empty for none.
  public var digits: [UInt8]
  /// Index of the provider; nil: unknown.
  public var identityProvider: Int?
  /// Index of the application; nil: unknown.
  public var application: Int?
  /// Indices of the user's declared groups.
  public var groups: Set<Int>
  /// Indices of the declared zones the request comes from.
  public var networkZones: Set<Int>
  public var risk: Risk
  public var emailPresent: Bool
  /// nil: outside every rollout.
  public var userID: String?
  /// Buckets that are stated rather than computed from the user id, by rule name; for proofs alone.
  public var buckets: [String: Int] = [:]

  public init(
    phone: PhoneClass = .invalid, digits: [UInt8] = [], identityProvider: Int? = nil, application: Int? = nil,
    groups: Set<Int> = [], networkZones: Set<Int> = [], risk: Risk = .unknown, emailPresent: Bool = false,
    userID: String? = nil
  ) {
    self.phone = phone
    self.digits = digits
    self.identityProvider = identityProvider
    self.application = application
    self.groups = groups
    self.networkZones = networkZones
    self.risk = risk
    self.emailPresent = emailPresent
    self.userID = userID
  }
}

extension PolicyModel {
  /// Reads a request as this policy sees it: names or IDaaS ids to declared things, an empty text as missing,
  /// zones from the client's address only where the request names none.
  ///
  /// `classify` is the numbering plan: what it says of a text, which may be no number at all.
  public func read(_ request: Request, classify: (String) -> PhoneClass) -> AttributeValues {
    var values = AttributeValues()
    if let number = present(request.phoneNumber) {
      values.phone = classify(number)
      if values.phone.isValid { values.digits = number.utf8.dropFirst().map { $0 - 0x30 } }
    }
    if let name = present(request.identityProvider) {
      values.identityProvider = identityProviders.firstIndex { isNamed(name, $0.name, $0.id) }
    }
    if let name = present(request.application) {
      values.application = directory.applications.firstIndex { isNamed(name, $0.name, $0.id) }
    }
    values.groups = Set(
      request.groups.compactMap { name in directory.groups.firstIndex { isNamed(name, $0.name, $0.id) } })
    if let names = request.networkZones {
      values.networkZones = Set(
        names.compactMap { name in directory.networkZones.firstIndex { isNamed(name, $0.name, $0.id) } })
    } else if let text = present(request.clientIP), let address = IPAddress(text)?.unmapped {
      values.networkZones = Set(
        directory.networkZones.indices.filter { zone in
          directory.networkZones[zone].cidrs.contains { $0.contains(address) }
        })
    }
    values.risk = present(request.risk).flatMap(Risk.init(name:)) ?? .unknown
    values.emailPresent = present(request.email) != nil
    values.userID = present(request.userID)
    return values
  }

  /// Whether a request's text is a thing's name or id, byte by byte.
  private func isNamed(_ text: String, _ name: String, _ id: String?) -> Bool {
    text.utf8.elementsEqual(name.utf8) || id.map { text.utf8.elementsEqual($0.utf8) } ?? false
  }

  private func present(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
  }
}
