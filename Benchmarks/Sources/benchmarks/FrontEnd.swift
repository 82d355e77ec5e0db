import CBaseline
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
}
