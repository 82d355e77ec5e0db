import PosternJSON

/// Reads one request after the other out of JSON, lending texts instead of copying them.
///
/// JSON `null` is absent; other keys are ignored, though their values are checked. A value of the wrong type, a key
/// twice or anything that is not strictly JSON makes the request an error, never absent.
struct RequestScanner: ~Copyable {
  /// The texts of a request, valid until the next `read`.
  struct Texts {
    var userID: JSONText?
    var phoneNumber: JSONText?
    var email: JSONText?
    var identityProvider: JSONText?
    var application: JSONText?
    var clientIP: JSONText?
    var risk: JSONText?
    var hasNetworkZones = false
  }

  /// Keeps the texts until the next `read`.
  var scanner = JSONScanner()
  private(set) var texts = Texts()
  private(set) var groups: [JSONText] = []
  private(set) var networkZones: [JSONText] = []

  /// Reads one line, without its end, and returns what is wrong with it, nil when nothing is. The bytes must stay
  /// until the texts have been used.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> String? {
    texts = Texts()
    groups.removeAll(keepingCapacity: true)
    networkZones.removeAll(keepingCapacity: true)
    unsafe scanner.open(line)
    do throws(JSONError) {
      if try scanner.nextKind() != .object {
        try scanner.skipValue()
        try scanner.finish()
        return "the request is not an object"
      }
      var fault: String?
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        let found = try readMember(key)
        fault = fault ?? found
      }
      try scanner.finish()
      return fault
    } catch {
      return error.description
    }
  }

  private mutating func readMember(_ key: JSONText) throws(JSONError) -> String? {
    switch key.count {
    case 4 where scanner.equals(key, "risk"): return try readText("risk", into: \.risk)
    case 5 where scanner.equals(key, "email"): return try readText("email", into: \.email)
    case 6 where scanner.equals(key, "groups"): return try readList("groups", isGroups: true)
    case 7 where scanner.equals(key, "user_id"): return try readText("user_id", into: \.userID)
    case 9 where scanner.equals(key, "client_ip"): return try readText("client_ip", into: \.clientIP)
    case 11 where scanner.equals(key, "application"): return try readText("application", into: \.application)
    case 12 where scanner.equals(key, "phone_number"):
      return try readText("phone_number", into: \.phoneNumber)
    case 13 where scanner.equals(key, "network_zones"): return try readList("network_zones", isGroups: false)
    case 17 where scanner.equals(key, "identity_provider"):
      return try readText("identity_provider", into: \.identityProvider)
    default:
      try scanner.skipValue()
      return nil
    }
  }

  private mutating func readText(
    _ key: StaticString, into path: WritableKeyPath<Texts, JSONText?>
  ) throws(JSONError) -> String? {
    switch try scanner.nextKind() {
    case .string:
      texts[keyPath: path] = try scanner.readText()
      return nil
    case .null:
      try scanner.readNull()
      return nil
    default:
      try scanner.skipValue()
      return "`\(key)` is not a text"
    }
  }

  private mutating func readList(_ key: StaticString, isGroups: Bool) throws(JSONError) -> String? {
    switch try scanner.nextKind() {
    case .null:
      try scanner.readNull()
      return nil
    case .array: break
    default:
      try scanner.skipValue()
      return "`\(key)` is not a list of texts"
    }
    var fault: String?
    try scanner.enterArray()
    while try scanner.nextElement() {
      if try scanner.nextKind() == .string {
        let text = try scanner.readText()
        if isGroups { groups.append(text) } else { networkZones.append(text) }
      } else {
        try scanner.skipValue()
        fault = "`\(key)` is not a list of texts"
      }
    }
    if !isGroups { texts.hasNetworkZones = true }
    return fault
  }
}
