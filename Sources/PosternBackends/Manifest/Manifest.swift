internal import PosternDigest
internal import PosternJSON

/// `manifest.json`: what the files of one folder were made from, and what they must be.
package struct Manifest: Sendable, Hashable {
  /// A file and the SHA-256 of its bytes.
  package struct Entry: Sendable, Hashable {
    /// A source: relative to the policy's folder. An artefact: its name.
    package var file: String
    /// 64 lower-case hexadecimal digits.
    package var sha256: String

    package init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }

    /// The entry of a file with these bytes.
    package init(file: String, bytes: [UInt8]) {
      self.init(file: file, sha256: SHA256.digest(of: bytes).hex)
    }
  }

  /// The policy's name.
  package var policy: String
  /// The environment's name.
  package var environment: String
  /// Version of the policy language.
  package var language: Int
  /// Version of the compiler, such as `0.1.0`.
  package var compiler: String
  /// In byte order of their names.
  package private(set) var sources: [Entry]
  /// In byte order of their names; the manifest itself is not among them.
  package private(set) var artefacts: [Entry]
  /// The routing table's content digest: 64 lower-case hexadecimal digits.
  package var tableDigest: String
  /// The digest of what is decided; nil where it could not be computed.
  package var decisionDigest: String?

  package init(
    policy: String, environment: String, language: Int, compiler: String, sources: [Entry],
    artefacts: [Entry], tableDigest: String, decisionDigest: String? = nil
  ) {
    self.policy = policy
    self.environment = environment
    self.language = language
    self.compiler = compiler
    self.sources = Self.sorted(sources)
    self.artefacts = Self.sorted(artefacts)
    self.tableDigest = tableDigest
    self.decisionDigest = decisionDigest
  }

  /// The file's name.
  package static let fileName = "manifest.json"
  static let format = "postern.manifest/1"
  /// The only version of the language.
  static let language = 1

  /// The bytes of the file.
  package func render() -> [UInt8] {
    let entries = { (entries: [Entry]) in
      JSONValue.array(
        entries.map { .object([("file", .string($0.file)), ("sha256", .string($0.sha256))]) })
    }
    return JSONWriter().bytes(
      .object([
        ("format", .string(Self.format)), ("policy", .string(policy)), ("environment", .string(environment)),
        ("language", .integer(language)), ("compiler", .string(compiler)), ("sources", entries(sources)),
        ("artefacts", entries(artefacts)), ("tableDigest", .string(tableDigest)),
        ("decisionDigest", .optional(decisionDigest)),
      ]))
  }

  private static func sorted(_ entries: [Entry]) -> [Entry] {
    entries.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
  }
}
