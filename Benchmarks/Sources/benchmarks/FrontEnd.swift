import CBaseline
import PosternCompiler
import PosternDiagnostics
import PosternSource

/// Reading a policy against bare events of libyaml.
enum FrontEnd {
  static func measureTree(_ sizes: [Int], _ report: inout Report) {
    report.section("Front end: a policy's entry file, against bare libyaml events of the same bytes")
    for size in sizes {
      let bytes = Corpus(rules: size).policy
      let name = "located tree, \(Report.decimal(Double(size), 0)) rules"
      guard baseline_yaml_events(bytes, bytes.count) > size else {
        report.fault(name, "the corpus is no YAML")
        continue
      }
      var map = SourceMap()
      let file = map.add(path: "policy.yaml", name: "policy.yaml", bytes: bytes)
      var faults = 0
      let comparison = Measure.compare(bound: 1.5) {
        var tree = SyntaxTree()
        var diagnostics: [Diagnostic] = []
        let parsed = tree.parse(file, in: map, diagnostics: &diagnostics)
        faults += diagnostics.count + (parsed.root == nil ? 1 : 0)
      } _: {
        faults += baseline_yaml_events(bytes, bytes.count) == 0 ? 1 : 0
      }
      if faults > 0 { report.fault(name, "the corpus has faults") }
      report.ratio(name, comparison, bound: 1.5, in: .microseconds)
    }
  }

  /// The whole of `check`, for one environment.
  static func measureCheck(_ sizes: [Int], _ report: inout Report) {
    report.section("check of one environment, in process, against bare libyaml events of all its files")
    for size in sizes {
      let name = "check, \(Report.decimal(Double(size), 0)) rules"
      let corpus = Corpus(rules: size)
      let files = corpus.files.map { Array($0.text.utf8) }
      let given = Dictionary(uniqueKeysWithValues: zip(corpus.files.map(\.name), files))
      let first = CompiledCorpus.check(given)
      guard !first.hasErrors else {
        report.fault(name, CompiledCorpus.firstError(first))
        continue
      }
      var sum = 0
      let comparison = Measure.compare(rounds: size > 1_000 ? 5 : 15, bound: 2) {
        sum &+= CompiledCorpus.check(given).environments.count
      } _: {
        for file in files { sum &+= baseline_yaml_events(file, file.count) }
      }
      report.ratio(name, comparison, bound: size == 1_000 ? 2 : nil, in: .microseconds)
    }
  }
}
