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
        try readMember(key, &fault)
      }
      try scanner.finish()
      return fault
    } catch {
      return error.description
    }
  }

  private mutating func readMember(_ key: JSONText, _ fault: inout String?) throws(JSONError) {
    switch key.count {
    case 4 where scanner.equals(key, "risk"): texts.risk = try readText("risk", &fault)
    case 5 where scanner.equals(key, "email"): texts.email = try readText("email", &fault)
    case 6 where scanner.equals(key, "groups"): try readList("groups", isGroups: true, &fault)
    case 7 where scanner.equals(key, "user_id"): texts.userID = try readText("user_id", &fault)
    case 9 where scanner.equals(key, "client_ip"): texts.clientIP = try readText("client_ip", &fault)
    case 11 where scanner.equals(key, "application"):
      texts.application = try readText("application", &fault)
    case 12 where scanner.equals(key, "phone_number"):
      texts.phoneNumber = try readText("phone_number", &fault)
    case 13 where scanner.equals(key, "network_zones"):
      try readList("network_zones", isGroups: false, &fault)
    case 17 where scanner.equals(key, "identity_provider"):
      texts.identityProvider = try readText("identity_provider", &fault)
    default: try scanner.skipValue()
    }
  }

  private mutating func readText(
    _ key: StaticString, _ fault: inout String?
  ) throws(JSONError) -> JSONText? {
    switch try scanner.nextKind() {
    case .string: return try scanner.readText()
    case .null: try scanner.readNull()
    default:
      try scanner.skipValue()
      fault = fault ?? "`\(key)` is not a text"
    }
    return nil
  }

  private mutating func readList(
    _ key: StaticString, isGroups: Bool, _ fault: inout String?
  ) throws(JSONError) {
    switch try scanner.nextKind() {
    case .null: return try scanner.readNull()
    case .array: break
    default:
      try scanner.skipValue()
      fault = fault ?? "`\(key)` is not a list of texts"
      return
    }
    try scanner.enterArray()
    while try scanner.nextElement() {
      if try scanner.nextKind() == .string {
        let text = try scanner.readText()
        if isGroups { groups.append(text) } else { networkZones.append(text) }
      } else {
        try scanner.skipValue()
        fault = fault ?? "`\(key)` is not a list of texts"
      }
    }
    if !isGroups { texts.hasNetworkZones = true }
  }
}
