import PosternDiagnostics
import PosternSource

/// The keys of a mapping whose keys are vendors' fields alone.
enum VendorGroupKey: Int, MappingKey {
  case none

  static let grammar = MappingGrammar("a group of fields", [])
}

extension SchemaReader {
  /// The vendor's fields that are given, in the order of the table.
  /// - Parameter firstSlot: where the first field's slot is in the stack.
  mutating func vendorFields(_ fields: [VendorField], firstSlot: Int) -> [FieldDeclaration] {
    var result: [FieldDeclaration] = []
    for (index, field) in fields.enumerated() {
      guard let slot = slots[firstSlot + index], !slot.isMisspelt, !tree.isBroken(slot.entry.value) else {
        continue
      }
      let node = slot.entry.value
      if case .group(let members, let grammar) = field.kind {
        guard let group = open(node, as: VendorGroupKey.self, by: grammar) else { continue }
        result += vendorFields(members, firstSlot: group.base)
        close(group)
      } else if let value = vendorValue(node, field) {
        result.append(
          FieldDeclaration(
            path: field.path, key: field.key.name, value: Located(value, tree.range(node))))
      }
    }
    return result
  }

  /// The vendor's paths of fields that stand there and were refused.
  func refusedFields(_ fields: [VendorField], firstSlot: Int, read: [FieldDeclaration]) -> Set<String> {
    var result: Set<String> = []
    for (index, field) in fields.enumerated() where slots[firstSlot + index] != nil {
      if !read.contains(where: { $0.path == field.path }) { result.insert(field.path) }
    }
    return result
  }

  private mutating func vendorValue(_ node: NodeID, _ field: VendorField) -> FieldValue? {
    switch (field.kind, field.key.value) {
    case (.text, .text(let format)): return text(node, format).map { .text($0.value) }
    case (.secret, _): return secret(node).map { .secret($0.value) }
    case (.integer, .integer(let range)): return integer(node, in: range).map { .integer($0) }
    case (.boolean, _): return boolean(node).map { .boolean($0) }
    case (.status, _): return boolean(node).map { .status($0) }
    case (.list, .list(let grammar)):
      let texts = texts(node, grammar)
      return texts.isComplete ? .list(texts.items.map(\.value)) : nil
    case (.commaSeparated, .textOrList(let format)):
      guard tree.kind(node) == .sequence else { return text(node, format).map { .text($0.value) } }
      let texts = texts(node, ListGrammar(item: .text(format)))
      return texts.isComplete ? .text(texts.items.map(\.value).joined(separator: ",")) : nil
    default: return nil
    }
  }
}
