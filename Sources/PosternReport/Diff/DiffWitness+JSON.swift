import PosternAnalysis
import PosternJSON
import PosternModel

extension DiffWitness {
  /// The request as `decide` takes it, with what is decided as `decide` says it.
  var json: JSONValue {
    .object([
      ("words", .string(request.inWords(statedBuckets: statedBuckets))), ("request", request.json),
      ("statedBuckets", Request.json(ofBuckets: statedBuckets)),
      ("old", DecisionLine(old).json), ("new", DecisionLine(new).json),
    ])
  }
}
