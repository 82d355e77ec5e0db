import PosternDiagnostics
import PosternModel
import PosternNumbering
import PosternTable

/// Reads routing tables back to model values: for translation validation, `verify`, and the readable twin.
public struct RoutingTableDecoder {
  let view: TableView
  /// Whether rules get conditions beside their rows.
  var makesConditions = true

  /// The content of a table.
  public static func decode(_ bytes: [UInt8]) throws(TableDecodingError) -> DecodedTable {
    try withView(bytes) { view throws(TableDecodingError) in
      try RoutingTableDecoder(view: view).run()
    }
  }

  /// Lends the checked view of some bytes.
  static func withView<Result>(
    _ bytes: [UInt8], _ body: (TableView) throws(TableDecodingError) -> Result
  ) throws(TableDecodingError) -> Result {
    let result: Swift.Result<Result, TableDecodingError>
    do throws(TableError) {
      result = try TableView.checking(bytes) { view in
        do throws(TableDecodingError) {
          return .success(try body(view))
        } catch {
          return .failure(error)
        }
      }
    } catch {
      throw .table(error)
    }
    return try result.get()
  }

  /// Lends the checked view of some bytes, and what they say; rules without conditions, only with their rows.
  static func withTable<Result>(
    _ bytes: [UInt8], _ body: (TableView, DecodedTable) -> Result
  ) throws(TableDecodingError) -> Result {
    try withView(bytes) { view throws(TableDecodingError) in
      body(view, try RoutingTableDecoder(view: view, makesConditions: false).run())
    }
  }

  /// Where decoded things stand: nowhere in particular.
  static let source = SourceRange.startOf(FileID(0))

  func run() throws(TableDecodingError) -> DecodedTable {
    let automaton = try automaton()
    let rows = try rows()
    var routing = try rules(rows)
    var breakGlass: (BreakGlass, [ConditionRow])?
    if view.value(PolicyField.breakGlass, 0) == 1, let first = routing.first,
      case .use(let methods) = first.action
    {
      let names = rows[0].flatMap { ($0.groups.any.first ?? []) + $0.groups.all }
      breakGlass = (
        BreakGlass(groups: Array(Set(names)).sorted(), methods: methods, source: Self.source), rows[0]
      )
      routing.removeFirst()
    }
    guard let otherwise = routing.popLast(),
      let mode = CountryMode(rawValue: UInt8(truncatingIfNeeded: view.value(PolicyField.otherwiseMode, 0)))
    else { throw .value(.rules, record: 0) }
    var model = PolicyModel(
      name: view.policyName, environment: view.environmentName, identityProviders: providers(),
      directory: Directory(
        applications: entries(.applications), groups: entries(.groups), networkZones: zones(),
        breakGlass: breakGlass?.0),
      services: services(), channels: try channels(),
      countries: CountryPolicy(rules: try countryRules(), otherwise: mode),
      routing: Routing(rules: routing, otherwise: otherwise.action, otherwiseSource: Self.source),
      limits: try limits(), webhook: try webhook(), page: page(),
      idaas: IDaaSDeployment(region: "", instance: ""))
    if view.count(.twilio) == 1 {
      model.twilio = TwilioDeployment(
        account: name(TwilioField.account, 0), apiKey: name(TwilioField.apiKey, 0),
        apiSecret: name(TwilioField.apiSecret, 0), codeTTL: view.value(TwilioField.codeTTL, 0))
    }
    let first = breakGlass == nil ? 0 : 1
    return DecodedTable(
      model: model, rows: Array(rows[first..<max(first, rows.count - 1)]), breakGlassRows: breakGlass?.1,
      automaton: automaton, planVersion: name(PolicyField.plan, 0), settings: try settings(), places: places()
    )
  }

  // MARK: Fields

  func name<Field: RecordField>(_ field: Field, _ record: Int) -> String {
    view.name(view.value(field, record))
  }

  func text<Field: RecordField>(_ field: Field, _ record: Int) -> String? {
    view.text(view.value(field, record))
  }

  func integer<Field: RecordField>(_ field: Field, _ record: Int) -> Int { Int(view.value(field, record)) }

  func optional<Field: RecordField>(_ field: Field, _ record: Int) -> UInt32? {
    let value = view.value(field, record)
    return value == TableFormat.none ? nil : value
  }

  func texts<Field: RecordField>(_ field: Field, _ record: Int) -> [String] {
    view.list(view.value(field, record)).map(view.name)
  }

  func numbers<Field: RecordField>(_ field: Field, _ record: Int) -> [Int] {
    view.list(view.value(field, record)).map(Int.init)
  }

  // MARK: Places

  private func places() -> [DecodedPlace?] {
    var places: [DecodedPlace?] = []
    func add<Field: RecordField>(_ file: Field, _ line: Field, _ column: Field) {
      for section in Field.sections {
        for record in 0..<view.count(section) {
          let file = text(file, record)
          places.append(
            file.map { DecodedPlace(file: $0, line: integer(line, record), column: integer(column, record)) })
        }
      }
    }
    add(ServiceField.file, .line, .column)
    add(ChannelField.file, .line, .column)
    add(LimitField.file, .line, .column)
    add(WebhookField.file, .line, .column)
    add(RuleField.file, .line, .column)
    add(RuleField.actionFile, .actionLine, .actionColumn)
    add(StepField.file, .line, .column)
    add(CountryRuleField.file, .line, .column)
    return places
  }
}
