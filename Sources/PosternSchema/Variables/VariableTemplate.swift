/// A text with `${name}` in it, taken apart: read left to right, `$${` first.
struct VariableTemplate {
  enum Piece: Equatable {
    case literal([UInt8])
    case variable(String)
  }

  enum Problem: Equatable {
    /// `${` without `}`.
    case unclosed
    /// `${…}` around what is no name.
    case badName(String)
  }

  private(set) var pieces: [Piece] = []
  private(set) var problems: [Problem] = []

  init(_ text: some RandomAccessCollection<UInt8>) {
    var literal: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.first {
      if rest.starts(with: "$${".utf8) {
        literal += "${".utf8
        rest = rest.dropFirst(3)
      } else if rest.starts(with: "${".utf8) {
        rest = rest.dropFirst(2)
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
          problems.append(.unclosed)
          break
        }
        let name = rest[..<end]
        rest = rest[(end + 1)...]
        let word = String(decoding: name, as: UTF8.self)
        guard ScalarSyntax.isVariableName(name) else {
          problems.append(.badName(word))
          continue
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = []
        pieces.append(.variable(word))
      } else {
        literal.append(byte)
        rest = rest.dropFirst()
      }
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
  }

  /// Whether it names variables, well or badly: else it is a text with escapes alone.
  var namesVariables: Bool {
    !problems.isEmpty
      || pieces.contains { piece in
        if case .variable = piece { true } else { false }
      }
  }

  /// The text, where it names no variable.
  var literal: String {
    pieces.reduce(into: "") { text, piece in
      if case .literal(let bytes) = piece { text += String(decoding: bytes, as: UTF8.self) }
    }
  }

  /// The one variable that is all of the text.
  var onlyVariable: String? {
    guard problems.isEmpty, pieces.count == 1, case .variable(let name) = pieces[0] else { return nil }
    return name
  }
}
