public import PosternModel
public import PosternNumbering
public import PosternTable

/// A routing table read back to model values.
public struct DecodedTable {
  /// What the table says of the policy. Sources are all the start of file 0; what a table does not hold is empty:
  /// description, providers' settings, services' parameters, papers, guarantees, the IDaaS instance. Conditions are
  /// those of the rows.
  public var model: PolicyModel
  /// The rows of each rule of `model.routing`, in order.
  public var rows: [[ConditionRow]]
  /// The rows of break-glass; nil where there is none.
  public var breakGlassRows: [ConditionRow]?
  /// The phone automaton.
  public var automaton: PhoneAutomaton
  /// Version of the numbering plan.
  public var planVersion: String
  /// What holds for each region, as the table has it.
  public var settings: [CountrySettings]
  /// Where services, channels, limits, webhook, rules with their actions, steps, country rules stand: in that order;
  /// nil where the table has none.
  public var places: [DecodedPlace?]
}

/// A place as a table keeps it.
public struct DecodedPlace: Hashable, Sendable {
  /// The file's name in artefacts.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int

  /// `file:line:column`.
  var text: String { "\(file):\(line):\(column)" }
}

/// Why a table's content cannot be read back.
public enum TableDecodingError: Error, Hashable, Sendable {
  /// The bytes are not a table.
  case table(TableError)
  /// The phone automaton is not one.
  case automaton(PhoneAutomatonError)
  /// A value that no policy has, such as a region of another numbering plan.
  case value(Section, record: Int)
}

extension TableDecodingError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .table(let error): "\(error)"
    case .automaton(let error): "the phone automaton is none: \(error)"
    case .value(let section, let record): "section \(section), record \(record) holds what no policy has"
    }
  }
}
