internal import PosternDiagnostics
internal import PosternSchema

/// Friendly names that Twilio refuses: 1 to 30 characters of `[A-Za-z0-9 _-]`, at most 4 digits.
struct FriendlyNames: Check {
  let codes = ["PST0701"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    for service in policy.declaration.verifyServices.items {
      guard let name = service.friendlyName.located, let fault = Self.fault(name.value) else { continue }
      findings.append(.badFriendlyName(name, because: fault))
    }
  }

  private static func fault(_ name: String) -> Diagnostic.FriendlyNameFault? {
    var digits = 0
    for scalar in name.unicodeScalars {
      switch scalar {
      case "0"..."9": digits += 1
      case "a"..."z", "A"..."Z", " ", "_", "-": break
      default: return .character(shown(scalar))
      }
    }
    if name.utf8.count > 30 { return .tooLong(name.utf8.count) }
    return digits > 4 ? .digits(digits) : nil
  }

  /// What cannot be seen, as its number.
  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      ? "U+" + String(scalar.value, radix: 16, uppercase: true) : String(scalar)
  }
}
