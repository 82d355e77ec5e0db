import PosternCompiler
import PosternDiagnostics
import PosternSchema

/// A corpus and what the compiler makes of it.
struct CompiledCorpus {
  let corpus: Corpus
  let table: [UInt8]

  init(rules: Int) throws {
    corpus = Corpus(rules: rules)
    let checked = Self.check(corpus)
    guard !checked.hasErrors, let environment = checked.environments.first else {
      throw Fault(reason: Self.firstError(checked))
    }
    let files = try checked.compile(environment)
    table = files.first { $0.name == "routing-table.bin" }?.bytes ?? []
  }

  struct Fault: Error {
    let reason: String
  }

  /// The whole of `check` for the corpus's one environment, in this process.
  static func check(_ corpus: Corpus) -> CheckedPolicy {
    let files = Dictionary(uniqueKeysWithValues: corpus.files.map { ($0.name, Array($0.text.utf8)) })
    return check(files)
  }

  static func check(_ files: [String: [UInt8]]) -> CheckedPolicy {
    let given = PolicyFiles(environmentFiles: ["environments/prod.yaml"]) { name in
      files[name].map { .success($0) } ?? .failure(.missing)
    }
    return Pipeline.check(given, folder: "corpus", today: "2027-01-01", analyses: false)
  }

  static func firstError(_ checked: CheckedPolicy) -> String {
    guard let first = checked.diagnostics.first(where: { $0.severity == .error }) else {
      return "no environment"
    }
    return "\(first.code) \(first.message) at \(checked.sources.position(of: first.range).text)"
  }
}
