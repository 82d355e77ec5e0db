import PosternJSON
import PosternModel
import PosternReport

/// Answers by the reference interpreter.
struct InterpreterDecider: Decider {
  let model: PolicyModel

  mutating func answer(_ scanner: borrowing RequestScanner, into output: inout JSONOutput) {
    let decision = model.interpret(Request(scanner))
    JSONWriter(indent: nil, finalNewline: false).append(DecisionLine(decision).json, to: &output)
  }
}

extension Request {
  /// The request that a scanner has read.
  init(_ scanner: borrowing RequestScanner) {
    self.init(
      userID: scanner.string(\.userID), phoneNumber: scanner.string(\.phoneNumber),
      email: scanner.string(\.email), identityProvider: scanner.string(\.identityProvider),
      application: scanner.string(\.application), groups: scanner.groupNames,
      networkZones: scanner.zoneNames, clientIP: scanner.string(\.clientIP), risk: scanner.string(\.risk))
  }
}

extension RequestScanner {
  /// A text of the request as a value of its own.
  func string(_ path: KeyPath<Texts, JSONText?>) -> String? {
    guard let text = texts[keyPath: path] else { return nil }
    return scanner.string(text)
  }

  /// The groups as values of their own.
  var groupNames: [String] {
    var names: [String] = []
    for text in groups { names.append(scanner.string(text)) }
    return names
  }

  /// The zones as values of their own; nil where none were given.
  var zoneNames: [String]? {
    guard texts.hasNetworkZones else { return nil }
    var names: [String] = []
    for text in networkZones { names.append(scanner.string(text)) }
    return names
  }
}
