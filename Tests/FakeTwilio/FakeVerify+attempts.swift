#if Server
import PosternJSON

extension FakeVerify {
  /// `GET /v2/Attempts`: newest first, in pages; the next page's URL is absolute, and at Twilio's own host.
  func list(_ request: FakeRequest, at now: Int64) -> FakeAnswer {
    let size = request["PageSize"].flatMap { Int($0) } ?? 50
    let page = request["Page"].flatMap { Int($0) } ?? 0
    let found = attempts.reversed().filter { attempt in
      now - attempt.at >= settings.attemptsDelay && fits(attempt, request)
    }
    let first = min(found.count, page * size)
    let shown = found[first..<min(found.count, first + size)]
    let filter = request.fields.filter { $0.name != "Page" && $0.name != "PageToken" }
    func url(_ page: Int) -> JSONValue {
      let fields = filter + [("Page", String(page)), ("PageToken", "PT\(page)")]
      return .string("https://verify.twilio.com/v2/Attempts?" + FormText.text(fields))
    }
    let meta: [(String, JSONValue)] = [
      ("key", "attempts"), ("page", .integer(page)), ("page_size", .integer(size)),
      ("first_page_url", url(0)),
      ("previous_page_url", page > 0 ? url(page - 1) : .null), ("url", url(page)),
      ("next_page_url", first + size < found.count ? url(page + 1) : .null),
    ]
    return FakeAnswer(200, .object([("attempts", .array(shown.map(render))), ("meta", .object(meta))]))
  }

  private func fits(_ attempt: Attempt, _ request: FakeRequest) -> Bool {
    let time = FakeTime.text(attempt.at)
    return request["ChannelData.To"].map { $0 == attempt.to } ?? true
      && request["VerifyServiceSid"].map { $0 == attempt.service } ?? true
      && request["VerificationSid"].map { $0 == attempt.verification } ?? true
      && request["Channel"].map { $0 == attempt.channel } ?? true
      && request["Status"].map { ($0.lowercased() == "converted") == attempt.isConverted } ?? true
      && request["DateCreatedAfter"].map { $0 <= time } ?? true
      && request["DateCreatedBefore"].map { $0 >= time } ?? true
  }
}
#endif
