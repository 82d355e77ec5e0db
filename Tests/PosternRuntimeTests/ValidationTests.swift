import PosternBackends
import PosternDiagnostics
import PosternModel
import PosternNumbering
import PosternTable
import TableSamples
import Testing

@testable import PosternRuntime

/// A place for each source, so that places are compared too.
func testPosition(_ range: SourceRange) -> SourcePosition? {
  SourcePosition(file: "policy.yaml", line: Int(range.start) + 1, column: 3, endLine: 1, endColumn: 4)
}

@Suite("translation validation")
struct ValidationTests {
  @Test("finds nothing in what the encoder writes", arguments: [UInt64(1), 2])
  func accepts(group: UInt64) throws {
    for seed in group * 100..<group * 100 + 6 {
      let model = RandomModel.make(seed: seed)
      guard let bytes = try? RoutingTableEncoder.encode(model, position: testPosition) else { continue }
      let found = RoutingTableValidation.firstDifference(bytes, from: model, position: testPosition)
      #expect(found == nil, "seed \(seed): \(String(describing: found))")
    }
  }

  /// A change of a policy, and the part that validation must name.
  struct Change: CustomTestStringConvertible, Sendable {
    let part: String
    let apply: @Sendable (inout PolicyModel) -> Void
    var testDescription: String { part }
  }

  static let changes: [Change] = [
    Change(part: "policy") { $0.name = "other" },
    Change(part: "environment") { $0.environment = "other" },
    Change(part: "identity providers") { $0.identityProviders[0].id = "idp_other" },
    Change(part: "applications") { $0.directory.applications[0].displayName = "Other" },
    Change(part: "groups") { $0.directory.groups[0].id = "group_other" },
    Change(part: "network zones") {
      $0.directory.networkZones[0].cidrs = [CIDR(address: [1, 2, 3, 4], length: 8)]
    },
    Change(part: "services") { $0.services[0].codeLength = 11 },
    Change(part: "channels") { $0.channels[0].wait += 1 },
    Change(part: "limits") { $0.limits[1].buckets[0].max += 1 },
    Change(part: "webhook") { $0.webhook = nil },
    Change(part: "page") { $0.page.brand = "Other" },
    Change(part: "twilio") { $0.twilio = nil },
    Change(part: "rule") { $0.routing.rules[1].action = .deny(message: "other") },
    Change(part: "rule") { $0.routing.rules[2].condition = .not(.emailPresent) },
    Change(part: "rule") { $0.routing.otherwise = .deny(message: "other") },
    Change(part: "rule") { $0.directory.breakGlass?.methods = [.idaasEmail] },
    Change(part: "country") { $0.countries = CountryPolicy(rules: [], otherwise: $0.countries.otherwise) },
    Change(part: "place") { $0.routing.rules[0].source = SourceRange(file: FileID(0), start: 7, end: 9) },
  ]

  @Test("finds every kind of change", arguments: changes)
  func finds(change: Change) throws {
    let model = Self.full
    let bytes = try Self.bytes.get()
    var changed = model
    change.apply(&changed)
    let found = RoutingTableValidation.firstDifference(bytes, from: changed, position: testPosition)
    #expect(found?.part == change.part)
  }

  /// An edit that a reader cannot see through, and what is found without the policy.
  struct Edit: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let part: String
    let apply: @Sendable (inout TableBytes) -> Void
  }

  static let edits: [Edit] = [
    Edit(testDescription: "two labels change places", part: "phone automaton") { table in
      let words = (0..<table.count(.automaton)).map { table.offset(.automaton) + 4 * $0 }
      let labels = words.filter { table.word($0) >> 31 == 1 }
      guard let other = labels.first(where: { table.word($0) != table.word(labels[0]) }) else { return }
      table.swap(labels[0], other)
    },
    Edit(testDescription: "another numbering plan", part: "numbering plan") { table in
      let text = Int(table.word(table.field(PolicyField.plan)))
      let end = Int(table.word(table.offset(.textEnds) + 4 * text))
      let place = table.offset(.textBytes) + end - 1
      table.bytes[place] = table.bytes[place] == 0x39 ? 0x38 : table.bytes[place] + 1
    },
    Edit(testDescription: "another mode where no country rule says", part: "country") { table in
      let place = table.field(PolicyField.otherwiseMode)
      table.set(place, (table.word(place) + 1) % 3)
    },
    Edit(testDescription: "settings of no rule", part: "country") { table in
      for record in 0..<table.count(.settings) {
        let place = table.field(SettingsField.modeRule, record)
        table.set(place, TableFormat.none)
      }
    },
    Edit(testDescription: "settings of another mode", part: "country") { table in
      let place = table.field(SettingsField.mode, 1)
      table.set(place, (table.word(place) + 1) % 3)
    },
  ]

  @Test("finds in a table what contradicts itself or the numbering plan", arguments: edits)
  func contradictions(edit: Edit) throws {
    var table = TableBytes(bytes: try Self.bytes.get())
    #expect(RoutingTableValidation.contradictions(in: try RoutingTableDecoder.decode(table.bytes)).isEmpty)
    edit.apply(&table)
    table.repair()
    let found = RoutingTableValidation.contradictions(in: try RoutingTableDecoder.decode(table.bytes))
    #expect(found.map(\.part) == [edit.part], "\(found)")
  }

  @Test("a table gives back a policy that decides the same")
  func decodes() throws {
    for seed in UInt64(900)..<910 {
      let model = RandomModel.make(seed: seed)
      guard let bytes = try? RoutingTableEncoder.encode(model, position: testPosition) else { continue }
      let decoded = try RoutingTableDecoder.decode(bytes).model
      var random = SeededRandom(seed: seed)
      for _ in 0..<50 {
        let request = RandomRequest.make(&random, names: model.identityProviders.count)
        #expect(decoded.interpret(request) == model.interpret(request), "seed \(seed), \(request)")
      }
    }
  }

  @Test("the same policy gives the same bytes")
  func deterministic() throws {
    let first = try Self.bytes.get()
    #expect(try RoutingTableEncoder.encode(Self.full, position: testPosition) == first)
  }

  /// `full`, encoded once.
  static let bytes = Result { try RoutingTableEncoder.encode(full, position: testPosition) }

  /// A policy that has one of everything.
  static let full: PolicyModel = {
    var seed: UInt64 = 5_000
    while true {
      let model = RandomModel.make(seed: seed, rules: 6)
      seed += 1
      let rows = model.routing.rules.map { model.rows(of: $0.condition)?.count ?? 0 }
      if model.webhook != nil, model.twilio != nil, model.countries.rules.count > 2,
        model.directory.breakGlass != nil, model.directory.breakGlass?.methods != [.idaasEmail],
        rows.allSatisfy({ (1...20).contains($0) })
      {
        return model
      }
    }
  }()
}
