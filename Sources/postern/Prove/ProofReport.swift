import PosternAnalysis
import PosternCompiler
import PosternJSON
import PosternModel
import PosternReport

/// What came of the guarantees of some policies.
struct ProofReport {
  /// One environment of one policy.
  struct Part {
    var folder: String
    var policy: String
    var environment: String
    var proofs: [GuaranteeProof]
  }

  let parts: [Part]

  init(_ policies: [CheckedPolicy]) {
    parts = policies.flatMap { policy in
      policy.environments.map {
        Part(folder: policy.folder, policy: policy.name, environment: $0.name, proofs: $0.proofs)
      }
    }
  }

  private var proofs: [GuaranteeProof] { parts.flatMap(\.proofs) }

  /// How many a request breaks.
  var disproved: Int { proofs.count { $0.isDisproved } }

  private var unproved: Int { proofs.count { $0.verdict == .unproved } }

  /// One line, as every command ends.
  var summary: String {
    let proved = proofs.count - disproved - unproved
    let rest = unproved > 0 ? ", \(unproved) not proved" : ""
    return
      "\(proved) \(proved == 1 ? "guarantee" : "guarantees") proved, \(disproved) disproved\(rest) "
      + "in \(parts.count) \(parts.count == 1 ? "environment" : "environments")"
  }

  // MARK: Text

  /// A heading for each environment, a line for each guarantee; the request that breaks it below.
  var text: String {
    parts.map { part in
      let heading = "\(part.folder), \(part.environment)\n"
      guard !part.proofs.isEmpty else { return heading + "  no guarantees\n" }
      return heading + part.proofs.map { Self.lines($0, part.environment) }.joined()
    }.joined(separator: "\n")
  }

  private static func lines(_ proof: GuaranteeProof, _ environment: String) -> String {
    switch proof.verdict {
    case .proved(let requests, let classes):
      return
        "  proved      \(proof.name): \(CountWords.short(requests)) requests in \(CountWords.short(classes)) "
        + (classes == "1" ? "class\n" : "classes\n")
    case .unproved: return "  not proved  \(proof.name): the rules combine too much\n"
    case .disproved(let found):
      var text = "  disproved   \(proof.name)\n"
      text += "              \(found.request.inWords(statedBuckets: found.statedBuckets))\n"
      text += "              → \(found.decision.inShort), by `\(found.decision.rule)`\n"
      if let other = found.other, let name = proof.comparedWith {
        text += "              in `\(name)` → \(other.inShort), by `\(other.rule)`\n"
      }
      let test = found.test(environment: proof.comparedWith == nil ? nil : environment)
      return text + (test.map { "              as a policy test: \($0)\n" } ?? "")
    }
  }

  // MARK: JSON

  /// The report in the format `postern.prove/1`: all keys are always there, in this order; counts are decimal texts, since
  /// they grow beyond every number.
  var json: JSONValue {
    .object([
      ("format", .string(Self.format)),
      ("compiler", .string(compilerVersion)),
      ("guarantees", .integer(proofs.count)),
      ("disproved", .integer(disproved)),
      ("notProved", .integer(unproved)),
      (
        "environments",
        .array(
          parts.map { part in
            .object([
              ("folder", .string(part.folder)), ("policy", .string(part.policy)),
              ("environment", .string(part.environment)),
              ("guarantees", .array(part.proofs.map { Self.json($0, part.environment) })),
            ])
          })
      ),
    ])
  }

  private static func json(_ proof: GuaranteeProof, _ environment: String) -> JSONValue {
    var result = "unproved"
    var counts: (requests: String?, classes: String?)
    var witness = JSONValue.null
    switch proof.verdict {
    case .proved(let requests, let classes):
      result = "proved"
      counts = (requests, classes)
    case .unproved: break
    case .disproved(let found):
      result = "disproved"
      witness = json(found, test: found.test(environment: proof.comparedWith == nil ? nil : environment))
    }
    return .object([
      ("name", .string(proof.name)), ("comparedWith", .optional(proof.comparedWith)),
      ("result", .string(result)), ("requests", .optional(counts.requests)),
      ("classes", .optional(counts.classes)), ("witness", witness),
    ])
  }

  private static func json(_ found: Counterexample, test: String?) -> JSONValue {
    .object([
      ("text", .string(found.request.inWords(statedBuckets: found.statedBuckets))),
      ("request", found.request.json), ("buckets", Request.json(ofBuckets: found.statedBuckets)),
      ("decision", .string(found.decision.inShort)), ("rule", .string(found.decision.rule)),
      ("otherDecision", .optional(found.other?.inShort)), ("otherRule", .optional(found.other?.rule)),
      ("test", .optional(test)),
    ])
  }
}
