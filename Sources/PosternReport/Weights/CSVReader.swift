/// Reads comma-separated values as RFC 4180 has them, and nothing that only looks like it: UTF-8 with or without a mark,
/// lines that end in LF or CRLF, quoted fields. Lines with nothing on them are passed over.
struct CSVReader {
  /// A line that holds something.
  struct Row {
    /// Where it begins, from 1.
    let line: Int
    let fields: [String]
  }

  /// The most bytes that are read.
  static let limit = 8 << 20

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// The rows behind the header.
  static func rows(of bytes: [UInt8], header: [String]) throws(CSVFaults) -> [Row] {
    do throws(CSVFault) {
      guard bytes.count <= limit else { throw CSVFault(line: 1, kind: .tooLong) }
      var reader = CSVReader(bytes)
      var rows: [Row] = []
      while let row = try reader.row() { rows.append(row) }
      let wanted = header.joined(separator: ",")
      guard let first = rows.first, first.fields == header else {
        let found = rows.first?.fields.joined(separator: ",") ?? ""
        throw CSVFault(line: rows.first?.line ?? 1, kind: .header(found: shown(found), wanted: wanted))
      }
      return Array(rows.dropFirst())
    } catch {
      throw CSVFaults([error])
    }
  }

  /// What a message quotes of the file: not more than a reader needs, and nothing that moves a terminal's cursor.
  static func shown(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(41) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        shown += "\u{FFFD}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown.unicodeScalars.count > 40 ? String(shown.dropLast()) + "…" : shown
  }

  private mutating func row() throws(CSVFault) -> Row? {
    while try newline() {}
    guard at < bytes.count else { return nil }
    let start = line
    var fields = [try field()]
    while at < bytes.count, bytes[at] == 0x2C {
      at += 1
      fields.append(try field())
    }
    _ = try newline()
    return Row(line: start, fields: fields)
  }

  /// Passes over the end of a line.
  private mutating func newline() throws(CSVFault) -> Bool {
    guard at < bytes.count else { return false }
    if bytes[at] == 0x0D {
      guard at + 1 < bytes.count, bytes[at + 1] == 0x0A else {
        throw CSVFault(line: line, kind: .loneCarriageReturn)
      }
      at += 1
    }
    guard bytes[at] == 0x0A else { return false }
    at += 1
    line += 1
    return true
  }

  private mutating func field() throws(CSVFault) -> String {
    let start = line
    var content: [UInt8] = []
    if at < bytes.count, bytes[at] == 0x22 {
      at += 1
      try quoted(into: &content, from: start)
    } else {
      while at < bytes.count, bytes[at] != 0x2C, bytes[at] != 0x0A, bytes[at] != 0x0D {
        if bytes[at] == 0x22 { throw CSVFault(line: line, kind: .quoteInField) }
        content.append(bytes[at])
        at += 1
      }
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw CSVFault(line: start, kind: .notUTF8)
    }
    return text
  }

  private mutating func quoted(into content: inout [UInt8], from start: Int) throws(CSVFault) {
    while true {
      guard at < bytes.count else { throw CSVFault(line: start, kind: .openQuote) }
      let byte = bytes[at]
      at += 1
      if byte == 0x22 {
        if at < bytes.count, bytes[at] == 0x22 {
          at += 1
        } else {
          break
        }
      }
      if byte == 0x0A { line += 1 }
      content.append(byte)
    }
    if at < bytes.count, bytes[at] != 0x2C, bytes[at] != 0x0A, bytes[at] != 0x0D {
      throw CSVFault(line: line, kind: .textBehindQuote)
    }
  }
}
