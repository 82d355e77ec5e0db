/// What the program was told.
struct Options {
  /// The parts that are measured; all when none is named.
  var only: Set<String> = []
  /// Numbers of rules.
  var sizes = [10, 100, 1_000, 10_000]
  /// The `postern` that is measured as a program; without it, programs are not measured.
  var postern: String?
  /// A program that does nothing but greet.
  var hello: String?

  static let usage = """
    benchmarks [--postern <program>] [--hello <program>] [--only <part>]… [--rules <number>]…
    parts: \(Benchmarks.parts.map(\.name).joined(separator: ", "))
    """

  /// Reads arguments; nil when they are not understood.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    var rules: [Int] = []
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--postern": postern = value
      case "--hello": hello = value
      case "--only": only.insert(value)
      case "--rules":
        guard let number = Int(value), number >= 10 else { return nil }
        rules.append(number)
      default: return nil
      }
    }
    if !rules.isEmpty { sizes = rules }
    guard only.isSubset(of: Set(Benchmarks.parts.map(\.name))) else { return nil }
  }
}
