/// Writes values with a fixed order, fixed escapes and LF, so that equal values are equal bytes.
public struct JSONWriter: Sendable {
  /// Spaces a level; nil writes everything on one line.
  public let indent: Int?
  /// Whether the text ends with LF.
  public let finalNewline: Bool

  public init(indent: Int? = 2, finalNewline: Bool = true) {
    self.indent = indent
    self.finalNewline = finalNewline
  }

  /// The value as UTF-8 bytes.
  /// - Parameter capacity: room to begin with; room that is not used costs nothing.
  public func bytes(_ value: JSONValue, capacity: Int = 4096) -> [UInt8] {
    var output = JSONOutput(capacity: capacity)
    append(value, to: &output)
    if finalNewline { output.append(byte: 0x0A) }
    return output.bytes
  }

  /// The value as text.
  public func text(_ value: JSONValue) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  /// Writes the value, without a final newline, behind what the buffer holds.
  public func append(_ value: JSONValue, to output: inout JSONOutput) {
    var written = JSONWritten()
    write(value, level: 0, to: &output, &written)
  }

  private func write(
    _ value: JSONValue, level: Int, to output: inout JSONOutput, _ written: inout JSONWritten
  ) {
    switch value {
    case .object(let object): write(object.members, level: level, to: &output, &written)
    case .array(let elements):
      if let range = written.range(of: elements, level: level) { return output.append(copyOf: range) }
      let start = output.count
      write(elements, level: level, to: &output, &written)
      written.add(elements, level: level, at: start..<output.count)
    case .string(let text): output.append(quoted: text)
    case .integer(let value): output.append(integer: value)
    case .number(let number): output.append(text: number.text)
    case .bool(let value): output.append(ascii: value ? "true" : "false")
    case .null: output.append(ascii: "null")
    }
  }

  private func write(
    _ members: [JSONObject.Member], level: Int, to output: inout JSONOutput, _ written: inout JSONWritten
  ) {
    output.append(byte: 0x7B)
    for index in members.indices {
      if index > 0 { output.append(byte: 0x2C) }
      breakLine(level + 1, in: &output)
      output.append(quoted: members[index].key)
      output.append(byte: 0x3A)
      if indent != nil { output.append(byte: 0x20) }
      write(members[index].value, level: level + 1, to: &output, &written)
    }
    if !members.isEmpty { breakLine(level, in: &output) }
    output.append(byte: 0x7D)
  }

  private func write(
    _ elements: [JSONValue], level: Int, to output: inout JSONOutput, _ written: inout JSONWritten
  ) {
    output.append(byte: 0x5B)
    for index in elements.indices {
      if index > 0 { output.append(byte: 0x2C) }
      breakLine(level + 1, in: &output)
      write(elements[index], level: level + 1, to: &output, &written)
    }
    if !elements.isEmpty { breakLine(level, in: &output) }
    output.append(byte: 0x5D)
  }

  private func breakLine(_ level: Int, in output: inout JSONOutput) {
    guard let indent else { return }
    output.append(lineWithIndent: indent * level)
  }
}

extension JSONValue {
  /// The value as text: indented with LF between lines, or on one line when `indent` is nil.
  public func serialized(indent: Int? = 2, finalNewline: Bool = true) -> String {
    JSONWriter(indent: indent, finalNewline: finalNewline).text(self)
  }
}
