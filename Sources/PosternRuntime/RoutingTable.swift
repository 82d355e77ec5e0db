public import PosternTable

/// A routing table, checked and ready to decide. Immutable: any number of threads may use one.
///
/// After a table has been accepted nothing about it can fail, whatever the request.
public final class RoutingTable: Sendable {
  /// The checked view of the bytes, for all that is not deciding.
  public let view: TableView
  /// Where deciding reads.
  let layout: Layout
  /// What the phone automaton says.
  let phones: PhoneWalk
  private let storage: TableStorage

  /// Checks a copy of the bytes.
  /// - Throws: the first fault.
  /// - Complexity: linear in the number of bytes.
  public convenience init(validating bytes: [UInt8]) throws(TableError) {
    try self.init(TableStorage(copying: bytes))
  }

  /// Maps a file and checks it. The file must not be shortened or written to while the table is in use; replacing it
  /// by a rename is fine.
  /// - Throws: the first fault; `TableError.unreadable` when the file cannot be read.
  public convenience init(mapping path: String) throws(TableError) {
    try self.init(TableStorage(mapped: MappedFile(path: path)))
  }

  private init(_ storage: TableStorage) throws(TableError) {
    let view = unsafe try TableView(checking: storage.bytes)
    self.storage = storage
    self.view = view
    self.layout = Layout(view)
    self.phones = PhoneWalk(view)
  }

  /// The policy's name.
  public var policy: String { view.policyName }
  /// The environment's name.
  public var environment: String { view.environmentName }
  /// SHA-256 of the content as the compiler wrote it: 32 bytes.
  public var contentDigest: [UInt8] { view.contentDigest }
}
