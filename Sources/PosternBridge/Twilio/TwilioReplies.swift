#if Server
import PosternJSON

extension TwilioVerification {
  /// Reads a verification, or what a check answers.
  /// - Throws: `TwilioFault` with an unknown execution when it is none.
  init(_ reply: TwilioTransport.Reply) throws(TwilioFault) {
    guard let sid = reply.body["sid"]?.string, Self.isSID(sid, "VE"),
      let status = reply.body["status"]?.string,
      (1...40).contains(status.utf8.count)
    else { throw reply.unreadable }
    self.init(
      sid: sid, status: status.lowercased(), sendCount: reply.body["send_code_attempts"]?.array?.count,
      requestID: reply.requestID)
  }

  /// Two letters and 32 hexadecimal digits.
  static func isSID(_ text: String, _ kind: String) -> Bool {
    text.utf8.count == 34 && text.hasPrefix(kind)
      && text.utf8.dropFirst(2).allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF)
      }
  }
}

extension TwilioAttempt {
  /// Reads one page: its attempts, and where the next one is, as path and query.
  /// - Throws: `TwilioFault` when it is no page.
  static func page(_ reply: TwilioTransport.Reply) throws(TwilioFault) -> ([TwilioAttempt], next: String?) {
    let key = reply.body["meta"]?["key"]?.string ?? "attempts"
    guard let entries = reply.body[key]?.array else { throw reply.unreadable }
    var attempts: [TwilioAttempt] = []
    for entry in entries {
      guard let attempt = TwilioAttempt(entry) else { throw reply.unreadable }
      attempts.append(attempt)
    }
    return (attempts, reply.body["meta"]?["next_page_url"]?.string.flatMap(pathAndQuery))
  }

  private init?(_ entry: JSONValue) {
    guard let sid = entry["sid"]?.string, TwilioVerification.isSID(sid, "VL"),
      let channel = entry["channel"]?.string, channel.utf8.count <= 40,
      let created = entry["date_created"]?.string.flatMap(UTCText.moment)
    else { return nil }
    let verification = entry["verification_sid"]?.string ?? entry["channel_data"]?["verification_sid"]?.string
    self.init(
      sid: sid, verificationSID: verification.flatMap { TwilioVerification.isSID($0, "VE") ? $0 : nil },
      createdAt: created, channel: channel.lowercased(),
      isConverted: entry["conversion_status"]?.string?.lowercased() == "converted")
  }

  /// Of an absolute URL to another page of the list, whatever its host; nil for everything else.
  private static func pathAndQuery(_ url: String) -> String? {
    guard let range = url.firstRange(of: "/v2/Attempts?"), url.utf8.count < 2_000,
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return String(url[range.lowerBound...])
  }
}
#endif
