/// A test that failed alike in one environment or several of them.
struct FailedTest {
  let folder: String
  let name: String
  /// Where the test's name stands.
  let place: ReportedPlace
  /// In byte order.
  private(set) var environments: [String]
  let failure: TestReport.Failure

  /// All failures of a report, by policy, then by test; what is the same in several environments once.
  static func all(of report: TestReport) -> [FailedTest] {
    var found: [FailedTest] = []
    for folder in report.folders {
      let first = found.count
      for suite in report.suites where suite.folder == folder {
        for test in suite.cases {
          guard let failure = test.failure else { continue }
          let same = found.indices.dropFirst(first).first {
            found[$0].name == test.name && found[$0].failure.isAlike(failure)
          }
          if let same {
            found[same].environments.append(suite.environment)
          } else {
            found.append(
              FailedTest(
                folder: folder, name: test.name, place: test.place, environments: [suite.environment],
                failure: failure))
          }
        }
      }
      // In the order of the tests, which the first environment alone does not tell: it may not have all of them.
      found[first...].sort { $0.precedes($1) }
    }
    return found
  }

  private func precedes(_ other: FailedTest) -> Bool {
    let (a, b) = (place.position, other.place.position)
    if a.file != b.file { return precedesInBytes(a.file, b.file) }
    if (a.line, a.column) != (b.line, b.column) { return (a.line, a.column) < (b.line, b.column) }
    return environments.lexicographicallyPrecedes(other.environments, by: precedesInBytes)
  }

  /// What was expected and decided, in lines like those of a diff, without their ends.
  var diff: [(sign: String, text: String)] {
    failure.differences.flatMap { [("-", $0.expected.text), ("+", $0.actual.text)] }
  }
}

extension TestReport.Failure {
  /// Whether people would be told the same.
  fileprivate func isAlike(_ other: TestReport.Failure) -> Bool {
    differences == other.differences && notes == other.notes && explanation == other.explanation
  }
}

extension TestReport.Side {
  /// In one line, such as `send: sms, call`.
  var text: String {
    if values.isEmpty { return key == "reason" ? "reason: none" : key }
    return "\(key): " + values.joined(separator: ", ")
  }

  /// The same without a colon, for use in a sentence, such as `send sms, call`.
  public var words: String { values.isEmpty ? key : "\(key) " + values.joined(separator: ", ") }
}
