import PosternDiagram
import PosternDigest
public import PosternModel
import PosternNumbering

/// The digest of what a policy means: of its decision diagram in one fixed order of attributes and names.
///
/// It depends on what is decided for each request, and on nothing else: not on the order of rules, their names or text
/// where these change no decision. A rule with a rollout draws its users by its name, which so is part of the meaning.
public enum DecisionDigest {
  /// Steps that making it may take: less than a second.
  public static let stepLimit = 6_000_000

  /// The digest, in hexadecimal.
  /// - Returns: nil when the diagram in that order takes more steps, or more nodes than fit.
  public static func digest(of model: PolicyModel, stepLimit: Int = stepLimit) -> String? {
    guard let space = DecisionSpace([model], inOrderOfName: true) else { return nil }
    let slices = PhoneSlices(model, in: space, nodeLimit: 1 << 16, stepLimit: stepLimit, patience: nil)
    var functions = CanonicalFunctions()
    var numbers: [PhoneClass: [[DigitPrefix]: Int]] = [:]
    for phoneClass in space.axes[DecisionSpace.phone].classes.indices {
      guard let slice = slices.slice(of: phoneClass) else { return nil }
      let diagram = slices.workspace.diagram
      let outcome = slice.decisions()
      guard !diagram.isOverfull else { return nil }
      let function = functions.number(of: outcome, in: slices)
      for kind in slices.kinds(of: phoneClass) { numbers[kind.phone, default: [:]][kind.prefixes] = function }
    }

    let kinds = numbers.keys.sorted {
      ($0.region.code, $0.lineType.rawValue, $0.isValid ? 1 : 0)
        < ($1.region.code, $1.lineType.rawValue, $1.isValid ? 1 : 0)
    }
    var text = CanonicalText(functions)
    for kind in kinds {
      let byPrefix = numbers[kind] ?? [:]
      var function = byPrefix.values.first
      if Set(byPrefix.values).count > 1 {
        var digits = NumberFunctions(kind.region, kind.lineType, byPrefix)
        function = digits?.number(in: &text.functions)
      }
      guard let function else { continue }
      text.add(kind.isValid ? "\(kind.region.code) \(kind.lineType.name)" : "invalid", function)
    }
    return SHA256.digest(of: text.bytes).hex
  }
}

/// Functions as text, each when it is first needed, with numbers in that order. Every text in it says how long it is.
private struct CanonicalText {
  var functions: CanonicalFunctions
  private(set) var bytes: [UInt8] = Array("postern decisions 1\n".utf8)
  private var numbers: [Int: Int] = [:]

  init(_ functions: CanonicalFunctions) {
    self.functions = functions
  }

  /// What numbers of a kind lead to.
  mutating func add(_ kind: String, _ function: Int) {
    let number = number(of: function)
    line("numbers", [kind, String(number)])
  }

  private mutating func number(of function: Int) -> Int {
    if let known = numbers[function] { return known }
    switch functions.definitions[function] {
    case .outcome(let outcome): line("outcome", outcome.canonicalTexts)
    case .test(let asked, let branches): line("test", [asked] + texts(branches))
    case .digits(let branches): line("digits", texts(branches))
    }
    let number = numbers.count
    numbers[function] = number
    return number
  }

  private mutating func texts(_ branches: [CanonicalFunctions.Branch]) -> [String] {
    branches.flatMap { [$0.answer, String(number(of: $0.function))] }
  }

  private mutating func line(_ word: String, _ texts: [String]) {
    bytes += word.utf8
    for text in texts { bytes += " \(text.utf8.count):\(text)".utf8 }
    bytes.append(0x0A)
  }
}

extension DecidedOutcome {
  /// Everything about it, in a fixed order; what is missing is told apart from what is empty.
  fileprivate var canonicalTexts: [String] {
    func optional(_ text: String?) -> String { text.map { "=\($0)" } ?? "" }
    var texts = [outcome.rawValue, optional(reason?.rawValue), optional(message), mode.name]
    texts += ["\(methods.count)"] + methods.map(\.name).sorted()
    for step in plan {
      texts += [
        step.channel.name, String(step.wait), step.advance.name, step.service, optional(step.locale),
        optional(step.template), optional(step.messagingService), step.afterFraudBlock.name,
      ]
    }
    return texts
  }
}
