/// The six kinds of JSON value.
public enum JSONKind: Sendable, Hashable {
  case object
  case array
  case string
  case number
  case bool
  case null
}

/// Why bytes are not the JSON that was asked for.
public struct JSONError: Error, Sendable, Hashable {
  /// What is wrong; closed.
  public enum Kind: Sendable, Hashable {
    /// The text ends inside a value, or before any.
    case unexpectedEnd
    /// A byte that nothing may begin or go on with here.
    case unexpectedCharacter
    /// The text begins with U+FEFF, which RFC 8259 §8.1 lets a reader refuse.
    case byteOrderMark
    /// A string holds bytes that are not UTF-8.
    case invalidUTF8
    /// A string holds a byte below 0x20 that is not escaped.
    case controlCharacter
    /// A backslash is followed by what is no escape.
    case invalidEscape
    /// `\ud800` … `\udfff` without its other half.
    case loneSurrogate
    /// A number that RFC 8259 §6 does not allow, such as `01`, `+1`, `1.`.
    case invalidNumber
    /// An object has one key twice, compared after escapes are read.
    case duplicateKey
    /// Arrays and objects are nested deeper than the limit.
    case tooDeep
    /// Something other than white space follows the value.
    case trailingData
    /// The value is whole, but of another kind than the reader asked for.
    case expected(JSONKind)
  }

  /// What is wrong.
  public let kind: Kind
  /// Where: byte offset, 0 … count of bytes.
  public let offset: Int

  public init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The fault in a few words, lower case, without the place. Stable.
  public var text: String {
    switch kind {
    case .unexpectedEnd: "the text ends too early"
    case .unexpectedCharacter: "unexpected character"
    case .byteOrderMark: "the text begins with a byte order mark"
    case .invalidUTF8: "a string is not UTF-8"
    case .controlCharacter: "a string holds a control character that is not escaped"
    case .invalidEscape: "a string holds an unknown escape"
    case .loneSurrogate: "a string holds half of a surrogate pair"
    case .invalidNumber: "malformed number"
    case .duplicateKey: "a key is given twice"
    case .tooDeep: "nested too deeply"
    case .trailingData: "something follows the value"
    case .expected(.object): "expected an object"
    case .expected(.array): "expected an array"
    case .expected(.string): "expected a string"
    case .expected(.number): "expected a number"
    case .expected(.bool): "expected true or false"
    case .expected(.null): "expected null"
    }
  }

  /// `text` with the place: `a key is given twice (byte 17)`; bytes count from 1 here.
  public var description: String { "\(text) (byte \(offset + 1))" }
}

extension JSONError: CustomStringConvertible {}
