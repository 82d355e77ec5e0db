public import PosternDiagnostics

/// One Twilio Verify service.
public struct VerifyService: Sendable, Equatable {
  /// The key in `verifyServices`.
  public var name: String
  /// At most 30 characters of `[A-Za-z0-9 _-]`, at most 4 digits.
  public var friendlyName: String
  /// 4 … 10.
  public var codeLength: Int
  /// `MD…`; no API parameter, so a manual step.
  public var mailer: String?
  /// PSD2 binding: the trigger must bring amount and payee.
  public var psd2: Bool
  /// The other parameters that are given, under the API's names, in the order of the fact sheet.
  public var parameters: [Parameter]
  /// `VA…` when the environment gives one.
  public var sid: String?
  /// Where the key stands.
  public var source: SourceRange

  public init(
    name: String, friendlyName: String, codeLength: Int = 6, mailer: String? = nil, psd2: Bool = false,
    parameters: [Parameter] = [], sid: String? = nil, source: SourceRange
  ) {
    self.name = name
    self.friendlyName = friendlyName
    self.codeLength = codeLength
    self.mailer = mailer
    self.psd2 = psd2
    self.parameters = parameters
    self.sid = sid
    self.source = source
  }
}
