import PosternDiagnostics
import Testing

@testable import PosternSemantics

/// §7, "Secrets": a value that looks like a credential anywhere is a warning; never the ids AC, SK, VA, MG, MD, HJ.
struct CredentialTests {
  private static let hex = "0123456789abcdef0123456789abcdef"

  static let found: [(String, CredentialKind)] = [
    (hex, .hex), ("token=\(hex)", .hex), ("our token is \(hex.uppercased()), keep it", .hex),
    ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .webhookSecret), ("LTAI5tExampleExampleEx", .accessKey),
    ("AKIAIOSFODNN7EXAMPLE", .accessKey), ("GOCSPX-abcdefghijklmnop", .googleSecret),
    ("whsec_abc", .webhookSecret), ("GOCSPX-a", .googleSecret), ("LTAI5tEx", .accessKey),
    ("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", .privateKey),
    ("x -----BEGIN RSA PRIVATE KEY-----", .privateKey),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def_", .jwt),
  ]

  @Test(arguments: found) func credentialsAreFound(_ text: String, _ kind: CredentialKind) {
    let bytes = Array(text.utf8)
    let result = CredentialCheck.kind(of: bytes.span)
    #expect(result == kind)
  }

  static let harmless =
    ["AC", "SK", "VA", "MG", "MD", "HJ"].map { $0 + hex } + [
      String(hex.dropLast()), hex + "0", "idaas_\(hex)", "whsec_", "a secret begins with whsec_ and goes on",
      "LTAI", "the AKIA prefix", "GOCSPX-", "-----BEGIN CERTIFICATE-----\nMIIB", "eyJhbGciOiJIUzI1NiJ9.x.y",
      "",
      "Ein Schlüssel 🔑 ist kein Geheimnis", "550e8400-e29b-41d4-a716-446655440000",
    ]

  @Test(arguments: harmless) func otherTextsAreNot(_ text: String) {
    let bytes = Array(text.utf8)
    let result = CredentialCheck.kind(of: bytes.span)
    #expect(result == nil)
  }

  @Test func theValueIsMaskedAndNotInTheMessage() throws {
    let bytes = Array(Self.hex.utf8)
    let range = SourceRange(file: FileID(0), start: 3, end: 35)
    let found = CredentialCheck.finding(in: bytes.span, at: range)
    let finding = try #require(found)
    #expect(finding.code == "PST0920" && finding.masked == [range])
    #expect(!finding.message.contains(Self.hex))
  }
}
