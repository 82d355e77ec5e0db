import PosternDiagnostics
import PosternSource

/// The four names of `channels:`.
enum ChannelName: Int, MappingKey {
  case sms, whatsapp, call, email

  static let grammar = ChannelGrammar.mapping
}

extension SchemaReader {
  /// One entry of `verifyServices`.
  mutating func verifyService(_ name: Located<String>, _ node: NodeID) -> VerifyServiceDeclaration? {
    guard let fields = open(node, as: VerifyServiceKey.self) else { return nil }
    defer { close(fields) }
    var service = VerifyServiceDeclaration(name: name)
    service.friendlyName = text(fields, .friendlyName)
    service.codeLength = integer(fields, .codeLength)
    service.mailer = text(fields, .mailer)
    service.psd2 = flag(fields, .psd2)
    let firstField = fields.base + VerifyServiceKey.allCases.count
    service.fields = vendorFields(VerifyServiceGrammar.fields, firstSlot: firstField)
    service.refusedFields = refusedFields(
      VerifyServiceGrammar.fields, firstSlot: firstField, read: service.fields)
    return service
  }

  /// `channels:`, in text order.
  mutating func channels(_ node: NodeID, range: SourceRange?) -> Declared<ChannelDeclaration> {
    var result = Declared<ChannelDeclaration>(range: range)
    guard let fields = open(node, as: ChannelName.self, mayLack: true) else {
      result.isComplete = false
      return result
    }
    defer { close(fields) }
    result.isComplete = !fields.isIncomplete
    for entry in tree.entries(node) {
      guard let slot = tree.withText(entry.key, { fields.grammar.slot(of: $0) }),
        case .mapping(let grammar) = fields.grammar.keys[slot].value, !tree.isBroken(entry.value)
      else {
        if !isExtension(entry.key) { result.isComplete = false }
        continue
      }
      if let channel = channel(entry, by: grammar) {
        result.items.append(channel)
      } else {
        result.isComplete = false
      }
    }
    return result
  }

  private mutating func channel(_ entry: Entry, by grammar: MappingGrammar) -> ChannelDeclaration? {
    guard let fields = open(entry.value, as: ChannelKey.self, by: grammar) else { return nil }
    defer { close(fields) }
    var channel = ChannelDeclaration(name: Located(tree.text(entry.key), tree.range(entry.key)))
    channel.service = text(fields, .service)
    channel.wait = seconds(fields, .wait)
    channel.locale = text(fields, .locale)
    channel.template = text(fields, .template)
    channel.lineTypes = optionalTexts(fields, .lineTypes)
    channel.from = text(fields, .from)
    channel.messagingService = text(fields, .messagingService)
    return channel
  }

  /// One entry of `limits`.
  mutating func limit(_ name: Located<String>, _ node: NodeID) -> LimitDeclaration? {
    guard let fields = open(node, as: LimitKey.self) else { return nil }
    defer { close(fields) }
    var limit = LimitDeclaration(name: name)
    limit.key = text(fields, .key)
    limit.dropDigits = integer(fields, .dropDigits)
    limit.onExceed = text(fields, .onExceed)
    limit.twilio = flag(fields, .twilio)
    let texts = optionalTexts(fields, .buckets) ?? Texts(isComplete: false)
    limit.buckets = Declared(isComplete: texts.isComplete, range: texts.range)
    for text in texts.items {
      if case .value(let bucket) = ScalarSyntax.bucket(Array(text.value.utf8).span) {
        limit.buckets.items.append(Located(bucket, text.range))
      }
    }
    return limit
  }
}
