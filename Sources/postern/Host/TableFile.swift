import PosternRuntime

/// Opens routing tables.
enum TableFile {
  /// Maps and checks a table. A fault of it is a fault of usage: the file is not what was asked for.
  static func open(_ path: String) throws(UsageFault) -> RoutingTable {
    do {
      return try RoutingTable(mapping: path)
    } catch {
      throw UsageFault("\(path) is no routing table: \(error)")
    }
  }
}
