extension TextFormat {
  /// What the place expects, with its article.
  var expectation: String {
    switch self {
    case .free, .filled: "a text"
    case .line: "a text of one line"
    case .name: "a name"
    case .choice(let words): words.count == 1 ? listing(words) : "one of \(listing(words))"
    case .date: "a date"
    case .percentage: "a percentage"
    case .prefix: "a prefix"
    case .bucket: "a bucket such as `5 per 10m`"
    case .url: "a URL"
    case .colour: "a colour"
    }
  }
}

extension ValueGrammar {
  /// What the place expects, with its article.
  var expectation: String {
    switch self {
    case .text(let format): format.expectation
    case .boolean: "`true` or `false`"
    case .onlyTrue: "`true`"
    case .integer: "a whole number"
    case .duration: "a duration"
    case .secret: "`!secret` and a name"
    case .trueOrText: "`true` or a text"
    case .list(let list): list.allowsScalar ? "a value or a list of values" : "a list"
    case .mapping, .names, .variant, .overrides, .variables: "a mapping"
    case .textOr(let format, _): "\(format.expectation) or a mapping"
    case .textOrList: "a text or a list of texts"
    case .condition: "a condition"
    case .claim: "an outcome or a claim"
    }
  }
}
