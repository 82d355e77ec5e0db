import CBaseline
import PosternNumbering
import PosternRuntime

/// Phone number → region and line type by a routing table, against a loop in C over plain rows of 16-bit targets.
struct Phones {
  /// Numbers one behind another, and where each ends.
  private let bytes: [UInt8]
  private let ends: [UInt32]
  private let numbers: [String]

  init(count: Int = 4096) {
    var random = Random(seed: Corpus.seed)
    numbers = (0..<count).map { _ in Self.number(&random) }
    bytes = numbers.flatMap { Array($0.utf8) }
    var ends: [UInt32] = []
    var end = 0
    for number in numbers {
      end += number.utf8.count
      ends.append(UInt32(end))
    }
    self.ends = ends
  }

  /// A number as people have them: nine of ten are valid.
  static func number(_ random: inout Random) -> String {
    let shapes = [
      "+1415#######", "+1212#######", "+4915#########", "+4930#######", "+4477########", "+44207#######",
      "+336########", "+331########", "+551198#######", "+9198########", "+86138########", "+346########",
      "+393########", "+8190########", "+614########", "+65 9#######", "+5255########", "+62812########",
      "+4791######", "+46701######", "+31612345##", "+3247#######", "+4179#######", "+436641######",
      "+353861######",
    ]
    for _ in 0..<8 {
      var text = ""
      for character in random.pick(shapes) where character != " " {
        text += character == "#" ? String(random.below(10)) : String(character)
      }
      if NumberingPlan.shared.classify(text).isValid || random.below(10) == 0 { return text }
    }
    return "+4915112345678"
  }

  func measure(_ report: inout Report) {
    report.section("Phone number → region and line type, against a C loop that reads one table entry a digit")
    let plain = PlainPlan()
    let name = "one number, as a String"
    guard let compiled = try? CompiledCorpus(rules: 10),
      let table = try? RoutingTable(validating: compiled.table)
    else { return report.fault(name, "no table") }
    var sums: (ours: UInt64, theirs: UInt64) = (0, 0)
    guard plain.sum(bytes, ends) == sum(table) else { return report.fault(name, "the two do not agree") }
    let comparison = Measure.compare(bound: 2) {
      sums.ours &+= sum(table)
    } _: {
      sums.theirs &+= plain.sum(bytes, ends)
    }
    let each = Comparison(
      ours: comparison.ours / Double(numbers.count), theirs: comparison.theirs / Double(numbers.count))
    report.ratio(name, each, bound: 2, in: .nanoseconds)
  }

  private func sum(_ table: RoutingTable) -> UInt64 {
    var sum: UInt64 = 0
    for index in numbers.indices {
      let answer = table.classify(phoneNumber: numbers[index])
      sum &+= UInt64(answer.region) << 4 | UInt64(answer.lineType)
    }
    return sum
  }
}
