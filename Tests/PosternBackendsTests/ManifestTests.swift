import Foundation
import Testing

@testable import PosternBackends

@Suite struct ManifestTests {
  static let manifest = Manifest(
    policy: "quickstart", environment: "dev", language: 1, compiler: "0.1.0",
    sources: [
      Manifest.Entry(file: "policy.yaml", bytes: Array("abc".utf8)),
      Manifest.Entry(file: "environments/dev.yaml", bytes: []),
    ],
    artefacts: [Manifest.Entry(file: "report.md", bytes: [0x0A])],
    tableDigest: String(repeating: "0f", count: 32))

  @Test func isWrittenSo() {
    #expect(
      String(decoding: Self.manifest.render(), as: UTF8.self) == """
        {
          "format": "postern.manifest/1",
          "policy": "quickstart",
          "environment": "dev",
          "language": 1,
          "compiler": "0.1.0",
          "sources": [
            {
              "file": "environments/dev.yaml",
              "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            },
            {
              "file": "policy.yaml",
              "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            }
          ],
          "artefacts": [
            {
              "file": "report.md",
              "sha256": "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b"
            }
          ],
          "tableDigest": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
          "decisionDigest": null
        }

        """)
  }

  @Test func readsBack() throws {
    #expect(try Manifest(decoding: Self.manifest.render()) == Self.manifest)
    var digested = Self.manifest
    digested.decisionDigest = String(repeating: "a0", count: 32)
    #expect(try Manifest(decoding: digested.render()) == digested)
  }

  @Test(arguments: [
    ("postern.manifest/1", "postern.manifest/2", "not `postern.manifest/1`"),
    ("\"language\": 1", "\"language\": \"1\"", "not a whole number"),
    ("\"language\": 1", "\"language\": 2", "not 1"),
    ("null", "\"0123\"", "not a SHA-256 digest"),
    ("\"compiler\": \"0.1.0\",", "", "`compiler` is missing"),
    ("\"compiler\"", "\"x\": 1, \"compiler\"", "unexpected key `x`"),
    ("report.md", "../report.md", "not a name below the folder"),
    ("report.md", "/report.md", "not a name below the folder"),
    ("report.md", "a//report.md", "not a name below the folder"),
    ("policy.yaml", "environments/dev.yaml", "out of order, or twice"),
    ("ba7816bf", "BA7816BF", "not a SHA-256 digest"),
    ("ba7816bf", "ba7816b", "not a SHA-256 digest"),
    ("null", "\"\"", "not a SHA-256 digest"),
    ("null\n}", "null\n} x", "something follows the value"),
  ])
  func refuses(_ from: String, _ to: String, _ fault: String) throws {
    var text = String(decoding: Self.manifest.render(), as: UTF8.self)
    text.replaceSubrange(try #require(text.range(of: from)), with: to)
    let error = try #require(throws: ArtefactError.self) { try Manifest(decoding: Array(text.utf8)) }
    #expect(error.text.contains(fault))
  }
}
