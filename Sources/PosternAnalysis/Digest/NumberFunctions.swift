import PosternDiagram
import PosternModel
import PosternNumbering

/// What numbers of one region and line type lead to, by their digits as far as they matter.
struct NumberFunctions {
  private var probe: NumberProbe
  private let prefixes: [DigitPrefix]
  /// By prefixes that a number begins with.
  private let functions: [[DigitPrefix]: Int]

  /// Nil when there are no such numbers.
  init?(_ region: Region, _ lineType: LineType, _ functions: [[DigitPrefix]: Int]) {
    guard let probe = NumberProbe(region: region, lineType: lineType) else { return nil }
    self.probe = probe
    self.functions = functions
    prefixes = Set(functions.keys.joined()).sorted()
  }

  /// The number of the function: a test of digits only where they matter.
  mutating func number(in all: inout CanonicalFunctions) -> Int? { number([], &all) }

  private mutating func number(_ digits: [UInt8], _ all: inout CanonicalFunctions) -> Int? {
    guard let shortest = probe.number(beginningWith: digits) else { return nil }
    guard prefixes.contains(where: { $0.digits.count > digits.count && $0.digits.starts(with: digits) })
    else {
      return functions[prefixes.filter { digits.starts(with: $0.digits) }]
    }
    var branches: [CanonicalFunctions.Branch] = []
    if shortest.utf8.count == digits.count + 1 {
      let own = functions[prefixes.filter { digits.starts(with: $0.digits) }]
      branches += own.map { [CanonicalFunctions.Branch(answer: "end", function: $0)] } ?? []
    }
    for digit in UInt8(0)..<10 {
      guard let function = number(digits + [digit], &all) else { continue }
      branches.append(CanonicalFunctions.Branch(answer: String(digit), function: function))
    }
    guard let first = branches.first else { return nil }
    if branches.allSatisfy({ $0.function == first.function }) { return first.function }
    return all.number(of: .digits(branches))
  }
}
