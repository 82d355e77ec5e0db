#if Server
import PosternJSON

extension TwilioFault {
  /// Reads an answer that is not 2xx: Twilio's classic error body, its newer one (RFC 9457), or neither, such as the
  /// page of a gateway. Nothing of the texts is kept but the name of a parameter that is known here.
  init(status: Int, body: [UInt8]?, requestID: String?) {
    let object = body.flatMap { try? JSONValue(parsing: $0) }?.object
    let code = object.flatMap(Self.code)
    let isTwilios = code != nil || object.map(Self.isErrorBody) == true
    self.init(
      code: code, status: status,
      execution: (400..<500).contains(status) && isTwilios ? .notProcessed : .unknown,
      parameter: object.flatMap(Self.parameter), requestID: requestID)
  }

  private static func code(_ object: JSONObject) -> Int? {
    let code = object["code"]?.integer ?? object["code"]?.string.flatMap { Int($0) }
    return code.flatMap { (1..<1_000_000).contains($0) ? $0 : nil }
  }

  /// A body without a code is Twilio's if it says the status and a text.
  private static func isErrorBody(_ object: JSONObject) -> Bool {
    object["status"]?.integer != nil
      && (object["message"]?.string != nil || object["title"]?.string != nil)
  }

  private static func parameter(_ object: JSONObject) -> String? {
    let errors = object["errors"]?.array ?? []
    let fields = errors.flatMap { [$0["parameter"], $0["field"], $0["pointer"]] }
    let texts = [object["message"], object["detail"]] + errors.flatMap { [$0["detail"], $0["message"]] }
    return fields.lazy.compactMap { $0?.string }.compactMap { TwilioParameter.last(in: $0) }.first
      ?? texts.lazy.compactMap { $0?.string }.compactMap { TwilioParameter.named(in: $0) }.first
  }
}

/// The parameters that an error may name.
enum TwilioParameter {
  static let known: Set<String> = [
    "To", "Channel", "Locale", "Code", "CodeLength", "FriendlyName", "CustomFriendlyName", "CustomCode",
    "TemplateSid", "TemplateCustomSubstitutions", "RateLimits", "Amount", "Payee", "VerificationSid",
    "Status",
    "Tags", "RiskCheck", "AppHash", "DeviceIp", "SendDigits", "ChannelConfiguration", "DateCreatedAfter",
    "VerifyServiceSid", "PageSize",
  ]

  /// The last part of a JSON pointer or path.
  static func last(in path: String) -> String? {
    path.split(whereSeparator: { "/.#".contains($0) }).last.map(String.init).flatMap {
      known.contains($0) ? $0 : nil
    }
  }

  /// The word behind "parameter", with or without its marks: ``Invalid parameter `To`: …``.
  static func named(in message: String) -> String? {
    let words = message.prefix(200).split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    for (word, next) in zip(words, words.dropFirst())
    where word.lowercased() == "parameter" || word.lowercased() == "parameters" {
      return known.contains(String(next)) ? String(next) : nil
    }
    return nil
  }
}
#endif
