internal import PosternJSON

extension Manifest {
  /// Reads the bytes of a manifest. Exactly what `render()` writes is accepted, white space and order of keys aside.
  /// - Throws: `ArtefactError` for anything else: another format, a key too many or too few, a digest that is no
  ///   64 lower-case hexadecimal digits, file names out of order, twice, or not below the folder.
  package init(decoding bytes: [UInt8]) throws(ArtefactError) {
    let root = try ArtefactReader.parse(bytes)
    try root.allow([
      "format", "policy", "environment", "language", "compiler", "sources", "artefacts", "tableDigest",
      "decisionDigest",
    ])
    try root.member("format").expect(Self.format)
    let decision = try root.member("decisionDigest")
    let language = try root.member("language")
    guard try language.integer() == Self.language else { throw language.fault("not \(Self.language)") }
    self.init(
      policy: try root.member("policy").string(), environment: try root.member("environment").string(),
      language: Self.language, compiler: try root.member("compiler").string(),
      sources: try Self.entries(root.member("sources")),
      artefacts: try Self.entries(root.member("artefacts")),
      tableDigest: try Self.digest(root.member("tableDigest")),
      decisionDigest: decision.value.isNull ? nil : try Self.digest(decision))
  }

  private static func entries(_ list: ArtefactReader) throws(ArtefactError) -> [Entry] {
    var entries: [Entry] = []
    for element in try list.elements() {
      try element.allow(["file", "sha256"])
      let name = try element.member("file")
      let file = try name.string()
      guard isBelowFolder(file) else { throw name.fault("not a name below the folder") }
      if let last = entries.last, !last.file.utf8.lexicographicallyPrecedes(file.utf8) {
        throw name.fault("out of order, or twice")
      }
      entries.append(Entry(file: file, sha256: try digest(element.member("sha256"))))
    }
    return entries
  }

  private static func digest(_ reader: ArtefactReader) throws(ArtefactError) -> String {
    let text = try reader.string()
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw reader.fault("not a SHA-256 digest") }
    return text
  }

  /// A relative path without empty parts, `.` or `..`: what removing a stale file may name.
  private static func isBelowFolder(_ file: String) -> Bool {
    !file.utf8.contains(0) && !file.utf8.contains(0x5C)
      && file.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0 != "." && $0 != ".."
      }
  }
}
