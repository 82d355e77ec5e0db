import PosternDiagnostics

/// The value of a variable in one environment.
struct VariableValue: Sendable {
  var text: String
  /// Whether it is unquoted.
  var isPlain: Bool
  var range: SourceRange
}

/// `variables:` of one environment.
struct VariableTable: Sendable {
  /// The environment's name.
  var environment: String
  /// In text order.
  var names: [Located<String>] = []
  var values: [String: VariableValue] = [:]
  /// Names that stand there with a value that was refused: nothing more is said about them.
  var faulty: Set<String> = []
  /// Whether all that stands there was read.
  var isComplete = true
  /// Where `variables` stands, else the start of the file.
  var range: SourceRange
}

/// What becomes of `${name}` at a place.
enum VariableScope: Sendable {
  /// It is replaced.
  case table(VariableTable)
  /// There is no environment: the value is not known, and nothing is said.
  case unknown
  /// It cannot stand there; the text says where.
  case none(String)
}
