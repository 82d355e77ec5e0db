#if Server
import PosternJSON

extension FakeVerify {
  /// One of Twilio's two error bodies.
  /// - Parameter code: nil: left out, as some answers do.
  func error(_ status: Int, _ code: Int?, _ message: String) -> FakeAnswer {
    let link = "https://www.twilio.com/docs/errors/\(code ?? status)"
    let named: [(String, JSONValue)] = code.map { [("code", .integer($0))] } ?? []
    switch settings.errorBody {
    case .classic:
      return FakeAnswer(
        status,
        .object(
          named + [("message", .string(message)), ("more_info", .string(link)), ("status", .integer(status))])
      )
    case .problem:
      return FakeAnswer(
        status,
        .object(
          [("type", .string(link)), ("title", "Refused"), ("status", .integer(status))] + named
            + [("detail", .string(message)), ("instance", "/v2"), ("errors", .array([]))]))
    }
  }

  func invalid(_ parameter: String, _ value: String) -> FakeAnswer {
    error(400, 60200, "Invalid parameter `\(parameter)`: \(value)")
  }

  func notFound(_ path: String) -> FakeAnswer {
    error(404, 20404, "The requested resource \(path) was not found")
  }
}
#endif
