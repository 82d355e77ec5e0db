import PosternRuntime

/// Opens routing tables.
enum TableFile {
  /// Maps and checks a table. A fault of it is a fault of usage: the file is not what was asked for.
  /// - Throws: `FileError` when there is no file that can be read, `UsageFault` when it is no table.
  static func open(_ path: String) throws -> RoutingTable {
    try FileSystem.probe(path)
    do {
      return try RoutingTable(mapping: path)
    } catch {
      throw UsageFault("\(path) is no routing table: \(error)")
    }
  }
}
