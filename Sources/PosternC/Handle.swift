import CPostern
import PosternRuntime

/// Tables as opaque pointers.
enum Handle {
  /// Gives a table to the caller, who closes it.
  static func retain(_ table: RoutingTable) -> OpaquePointer {
    unsafe OpaquePointer(Unmanaged.passRetained(table).toOpaque())
  }

  /// Uses a caller's table.
  static func table<Result>(_ handle: OpaquePointer, _ body: (RoutingTable) -> Result) -> Result {
    unsafe body(Unmanaged<RoutingTable>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue())
  }

  /// Writes a text into a caller's buffer, cut to its capacity, and a zero.
  static func write(_ text: String, to buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) {
    guard let buffer = unsafe buffer, capacity > 0 else { return }
    var length = 0
    for byte in text.utf8.prefix(capacity - 1) {
      unsafe buffer[length] = CChar(bitPattern: byte)
      length += 1
    }
    unsafe buffer[length] = 0
  }
}

extension LentRequest {
  /// A caller's request.
  init(_ request: postern_request) {
    unsafe self.init()
    unsafe userID = unsafe request.user_id.lent
    unsafe phoneNumber = unsafe request.phone_number.lent
    unsafe email = unsafe request.email.lent
    unsafe identityProvider = unsafe request.identity_provider.lent
    unsafe application = unsafe request.application.lent
    unsafe clientIP = unsafe request.client_ip.lent
    unsafe risk = unsafe request.risk.lent
    unsafe groups = unsafe UnsafeBufferPointer(start: request.groups, count: request.group_count).lent
    unsafe networkZones = unsafe UnsafeBufferPointer(
      start: request.network_zones, count: request.network_zone_count
    ).lent
    unsafe hasNetworkZones = unsafe request.has_network_zones
  }
}

extension UnsafeBufferPointer where Element == postern_text {
  /// The texts; none where there is no array.
  fileprivate var lent: [LentRequest.Text] {
    unsafe baseAddress == nil ? [] : unsafe map { unsafe $0.lent }
  }
}

extension postern_text {
  /// The bytes.
  fileprivate var lent: LentRequest.Text {
    guard let data = unsafe data, unsafe length > 0 else {
      return unsafe LentRequest.Text(start: nil, count: 0)
    }
    let bytes = unsafe UnsafeRawPointer(data).assumingMemoryBound(to: UInt8.self)
    return unsafe LentRequest.Text(start: bytes, count: length)
  }

  /// A text that lives as long as the library.
  init(_ text: StaticString) {
    unsafe self.init(
      data: UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self),
      length: text.utf8CodeUnitCount)
  }

  /// A text of a table; missing where there is none.
  init(_ table: RoutingTable, _ text: TableText) {
    let bytes = unsafe table.lend(text)
    guard let start = bytes.baseAddress else {
      unsafe self.init(data: nil, length: 0)
      return
    }
    unsafe self.init(
      data: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), length: bytes.count)
  }
}

extension postern_decision {
  init(_ table: RoutingTable, _ decision: TableDecision) {
    unsafe self.init()
    unsafe outcome = unsafe postern_text(decision.outcome.staticName)
    unsafe rule =
      unsafe table.rule(of: decision).map { unsafe postern_text(table, $0) } ?? postern_text("country-mode")
    if let reason = decision.reason { unsafe self.reason = unsafe postern_text(reason.staticName) }
    unsafe message = unsafe postern_text(table, table.message(of: decision))
    unsafe country = unsafe postern_text(table, table.country(of: decision))
    unsafe line_type = unsafe postern_text(RoutingTable.staticLineType(decision.lineType))
    unsafe mode = unsafe postern_text(decision.mode.staticName)
    unsafe method_count = table.methods(of: decision).count
    unsafe step_count = table.stepCount(of: decision)
    unsafe private_rule = UInt32(clamping: decision.rule)
    unsafe private_region = UInt32(clamping: decision.region)
    unsafe private_steps = UInt32(decision.steps)
  }
}

extension TableDecision {
  /// The part of a decision that its steps depend on. A caller may have put anything there.
  init(_ decision: postern_decision) {
    unsafe self.init(
      sending: UInt8(truncatingIfNeeded: decision.private_steps), rule: Int(decision.private_rule),
      region: Int(decision.private_region))
  }
}

extension postern_step {
  init(_ table: RoutingTable, _ step: TableStep) {
    unsafe self.init()
    unsafe channel = unsafe postern_text(step.channel.staticName)
    unsafe wait_seconds = step.wait
    unsafe advance = unsafe postern_text(step.isAutomatic ? "auto" : "ask")
    unsafe service = unsafe postern_text(table, step.serviceName)
    unsafe locale = unsafe postern_text(table, step.locale)
    unsafe template_sid = unsafe postern_text(table, step.template)
    unsafe messaging_service = unsafe postern_text(table, step.messagingService)
    unsafe after_fraud_block = unsafe postern_text(step.advancesAfterFraudBlock ? "advance" : "stop")
  }
}
