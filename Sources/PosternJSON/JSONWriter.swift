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
  public func bytes(_ value: JSONValue) -> [UInt8] {
    var output = JSONOutput()
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
    write(value, level: 0, to: &output)
  }

  private func write(_ value: JSONValue, level: Int, to output: inout JSONOutput) {
    switch value {
    case .object(let object):
      writeList(object.members, "{", "}", level: level, to: &output) { member, output in
        output.append(quoted: member.key)
        output.append(ascii: indent == nil ? ":" : ": ")
        write(member.value, level: level + 1, to: &output)
      }
    case .array(let elements):
      writeList(elements, "[", "]", level: level, to: &output) { element, output in
        write(element, level: level + 1, to: &output)
      }
    case .string(let text): output.append(quoted: text)
    case .integer(let value): output.append(integer: value)
    case .number(let number): output.append(text: number.text)
    case .bool(let value): output.append(ascii: value ? "true" : "false")
    case .null: output.append(ascii: "null")
    }
  }

  private func writeList<Element>(
    _ elements: [Element], _ open: StaticString, _ close: StaticString, level: Int,
    to output: inout JSONOutput, each: (Element, inout JSONOutput) -> Void
  ) {
    output.append(ascii: open)
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(ascii: ",") }
      breakLine(level + 1, in: &output)
      each(element, &output)
    }
    if !elements.isEmpty { breakLine(level, in: &output) }
    output.append(ascii: close)
  }

  private func breakLine(_ level: Int, in output: inout JSONOutput) {
    guard let indent else { return }
    output.append(byte: 0x0A)
    for _ in 0..<(indent * level) { output.append(byte: 0x20) }
  }
}

extension JSONValue {
  /// The value as text: indented with LF between lines, or on one line when `indent` is nil.
  public func serialized(indent: Int? = 2, finalNewline: Bool = true) -> String {
    JSONWriter(indent: indent, finalNewline: finalNewline).text(self)
  }
}
