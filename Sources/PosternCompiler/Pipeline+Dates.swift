import PosternSemantics

extension Pipeline {
  /// Whether a text is a day that exists, `YYYY-MM-DD`.
  public static func isDate(_ text: String) -> Bool { CalendarDate(text) != nil }
}
