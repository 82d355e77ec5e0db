#if Server
import PosternJSON

extension StartVerification {
  /// The parameters, by Twilio's names.
  var form: [(String, String)] {
    var form = [("To", to), ("Channel", channel)]
    if let locale { form.append(("Locale", locale)) }
    if let templateSID { form.append(("TemplateSid", templateSID)) }
    if let amount { form.append(("Amount", amount)) }
    if let payee { form.append(("Payee", payee)) }
    if !rateLimits.isEmpty { form.append(("RateLimits", rateLimitsText)) }
    return form
  }

  /// `{"name":"value"}` in one text.
  private var rateLimitsText: String {
    var members = JSONObject()
    for limit in rateLimits { members[limit.name] = .string(limit.value) }
    return JSONWriter(indent: nil, finalNewline: false).text(.object(members))
  }
}

extension CheckVerification {
  /// The parameters, by Twilio's names.
  var form: [(String, String)] {
    var form = [("VerificationSid", reference.sid), ("Code", code)]
    if let amount { form.append(("Amount", amount)) }
    if let payee { form.append(("Payee", payee)) }
    return form
  }
}

extension StartVerification: CustomStringConvertible {
  /// Without the address.
  public var description: String { "start by \(channel) with \(service)" }
}

extension CheckVerification: CustomStringConvertible {
  /// Without the code.
  public var description: String { "check of \(reference.sid)" }
}
#endif
