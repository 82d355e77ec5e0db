import PosternBackends
import PosternModel
import PosternNumbering
import PosternTable
import TableSamples
import Testing

@testable import PosternRuntime

@Suite("a reader refuses")
struct RefusalTests {
  /// A fault put into a sound table, and the error that names it.
  struct Fault: CustomTestStringConvertible {
    let name: String
    var isRepaired = true
    let expected: @Sendable (TableError) -> Bool
    let apply: @Sendable (inout TableBytes) -> Void
    var testDescription: String { name }
  }

  static let frame: [Fault] = [
    Fault(name: "nothing", isRepaired: false) {
      $0 == .tooShort
    } apply: {
      $0.bytes = []
    },
    Fault(name: "a header alone", isRepaired: false) {
      $0 == .tooShort
    } apply: {
      $0.bytes.removeLast($0.bytes.count - 80)
    },
    Fault(name: "another magic") {
      $0 == .wrongMagic
    } apply: {
      $0.bytes[3] = 0x58
    },
    Fault(name: "another version") {
      $0 == .wrongVersion(2)
    } apply: {
      $0.set(TableFormat.versionOffset, 2)
    },
    Fault(name: "reserved bytes of the header") {
      $0 == .reservedBytes(12)
    } apply: {
      $0.bytes[12] = 1
    },
    Fault(name: "a wrong length", isRepaired: false) {
      $0 == .wrongLength
    } apply: {
      $0.bytes[TableFormat.lengthOffset] ^= 1
    },
    Fault(name: "a byte too many, repaired") {
      $0 == .wrongLength
    } apply: {
      $0.bytes.append(0)
    },
    Fault(name: "one byte too few", isRepaired: false) {
      $0 == .wrongLength
    } apply: {
      $0.bytes.removeLast()
    },
    Fault(name: "a flipped bit", isRepaired: false) {
      $0 == .wrongChecksum
    } apply: {
      $0.bytes[500] ^= 4
    },
    Fault(name: "another number of sections") {
      $0 == .misplaced(.textEnds)
    } apply: {
      $0.set(TableFormat.sectionCountOffset, 3)
    },
    Fault(name: "padding that is not zero") {
      if case .reservedBytes = $0 { true } else { false }
    } apply: {
      $0.bytes[$0.offset(.policy) + $0.size(.policy)] = 1
    },
    Fault(name: "a section out of place") {
      $0 == .misplaced(.policy)
    } apply: {
      $0.set(TableFormat.directoryOffset + 8 * Section.policy.rawValue, 64)
    },
    Fault(name: "a section beyond the end") {
      $0 == .misplaced(.textEnds)
    } apply: {
      $0.set(TableFormat.directoryOffset + 4, UInt32.max - 3)
    },
    Fault(name: "half a record") {
      $0 == .wrongSize(.policy)
    } apply: {
      let place = TableFormat.directoryOffset + 8 * Section.policy.rawValue + 4
      $0.set(place, $0.word(place) - 2)
    },
  ]

  static let content: [Fault] = [
    Fault(name: "a text that ends before it begins") {
      $0 == .outOfRange(.textEnds, record: 1, field: 0)
    } apply: {
      $0.set($0.offset(.textEnds) + 4, 0)
      $0.set($0.offset(.textEnds), 1)
    },
    Fault(name: "a text that is not UTF-8") {
      if case .notUTF8 = $0 { true } else { false }
    } apply: {
      $0.bytes[$0.offset(.textBytes) + $0.size(.textBytes) - 1] = 0xFF
    },
    Fault(name: "texts that are not sorted") {
      if case .wrongOrder(.textEnds, _) = $0 { true } else { false }
    } apply: {
      $0.bytes[$0.offset(.textBytes) + $0.size(.textBytes) - 1] = 0x00
      let ends = $0.offset(.textEnds) + $0.size(.textEnds) - 8
      $0.set(ends, UInt32($0.size(.textBytes) - 1))
    },
    Fault(name: "an empty list") {
      if case .outOfRange(.listEnds, _, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.offset(.listEnds) + 4, $0.word($0.offset(.listEnds)))
    },
    Fault(name: "a name beyond the texts") {
      $0 == .outOfRange(.services, record: 0, field: 0)
    } apply: {
      $0.set($0.field(ServiceField.name), 1_000_000)
    },
    Fault(name: "an unknown outcome") {
      $0 == .outOfRange(.rules, record: 0, field: 1)
    } apply: {
      $0.set($0.field(RuleField.outcome), 4)
    },
    Fault(name: "a service beyond the services") {
      $0 == .outOfRange(.channels, record: 0, field: ChannelField.service.rawValue)
    } apply: {
      $0.set($0.field(ChannelField.service), 99)
    },
    Fault(name: "steps that are not adjacent") {
      $0 == .notAdjacent(.rules, record: 0)
    } apply: {
      $0.set($0.field(RuleField.firstStep), 1)
    },
    Fault(name: "a text that nothing uses") {
      if case .unused(.textEnds, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.field(RuleField.name), $0.word($0.field(RuleField.name, 1)))
    },
    Fault(name: "sets of regions out of order") {
      if case .wrongOrder(.regionSets, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.field(RowField.regions), 1)
    },
    Fault(name: "no line type") {
      $0 == .inconsistent(.rows, record: 0)
    } apply: {
      $0.set($0.field(RowField.lineTypes), 0)
    },
    Fault(name: "a residual that is not there") {
      $0 == .inconsistent(.rows, record: 0)
    } apply: {
      $0.set($0.field(RowField.residuals), $0.word($0.field(RowField.residuals)) ^ 2)
    },
    Fault(name: "a state that leads to itself") {
      if case .cyclic = $0 { true } else { false }
    } apply: {
      let last = $0.offset(.automaton) + $0.size(.automaton) - 4
      $0.set(last, UInt32($0.size(.automaton) / 4 - 1) << 10)
    },
    Fault(name: "states that nothing reaches") {
      if case .unreachable = $0 { true } else { false }
    } apply: {
      $0.set($0.offset(.automaton) + $0.size(.automaton) - 4, 0)
    },
    Fault(name: "a label beyond the labels") {
      if case .outOfRange(.automaton, _, _) = $0 { true } else { false }
    } apply: {
      let start = $0.offset(.automaton)
      for place in stride(from: start, to: start + $0.size(.automaton), by: 4) where $0.word(place) >> 31 == 1
      {
        $0.set(place, 0x8FFF_FFFF)
        return
      }
    },
    Fault(name: "labels out of order") {
      $0 == .wrongOrder(.labels, record: 3)
    } apply: {
      for field in [LabelField.region, .lineType] { $0.set($0.field(field, 3), $0.word($0.field(field, 2))) }
    },
    Fault(name: "a name that its hash does not find") {
      $0 == .wrongNameTable(.groupSlots)
    } apply: {
      $0.set($0.field(PolicyField.groupSeed), 77)
    },
    Fault(name: "a block beyond the blocks") {
      if case .outOfRange(.blockReferences, _, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.offset(.blockReferences), 1 << 30)
    },
    Fault(name: "a row behind the last") {
      if case .inconsistent(.blocks, _) = $0 { true } else { false }
    } apply: {
      $0.bytes[$0.offset(.blocks) + $0.size(.blocks) - 1] |= 0x80
    },
    Fault(name: "block 0 that is not empty") {
      if case .inconsistent(.blocks, _) = $0 { true } else { false }
    } apply: {
      $0.bytes[$0.offset(.blocks)] = 1
    },
    Fault(name: "bits behind a network's prefix") {
      if case .inconsistent(.cidrs, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.field(CIDRField.word3), 1)
      $0.set($0.field(CIDRField.length), 3)
    },
    Fault(name: "a rollout's hash that is not its name's") {
      $0 == .inconsistent(.rollouts, record: 0)
    } apply: {
      $0.set($0.field(RolloutField.stateLow), 1)
    },
    Fault(name: "no buckets") {
      if case .inconsistent(.rolloutRanges, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.field(RolloutRangeField.upper), 0)
    },
  ]

  @Test("what is not exactly a table", arguments: frame + content + contradictions)
  func refuses(fault: Fault) throws {
    var table = TableBytes(bytes: try Self.bytes.get())
    fault.apply(&table)
    if fault.isRepaired { table.repair() }
    var found: TableError?
    do throws(TableError) { _ = try RoutingTable(validating: table.bytes) } catch { found = error }
    let error = try #require(found, "accepted")
    #expect(fault.expected(error), "\(error)")
    #expect(!error.description.isEmpty)
  }

  @Test("a file that is not there, a folder, an empty file")
  func files() throws {
    #expect(throws: TableError.unreadable(2)) { try RoutingTable(mapping: "/nowhere/at/all") }
    #expect(throws: TableError.unreadable(22)) { try RoutingTable(mapping: "/") }
  }

  /// Encoded once.
  static let bytes = Result { try RoutingTableEncoder.encode(model, position: testPosition) }

  /// A policy with rows, rollouts, networks, several sets of regions.
  static let model: PolicyModel = {
    var model = ValidationTests.full
    var free = model.routing.rules[0]
    free.name = "first"
    free.condition = .all([
      .country(RegionSet([.unknown])), .rollout(Rollout(rule: "first", buckets: 100)), .groups(.all([0, 1])),
    ])
    model.routing.rules.insert(free, at: 0)
    return model
  }()
}
