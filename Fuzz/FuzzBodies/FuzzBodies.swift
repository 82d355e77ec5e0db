import PosternBridge

/// One input of libFuzzer: a request's body, read as each of the four. What is accepted keeps to its bounds.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBodies(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if let trigger = try? RequestBodies.trigger(bytes) {
    precondition((1...256).contains(trigger.authRequestID.utf8.count))
    precondition(trigger.browserToken.map { (22...256).contains($0.utf8.count) } ?? true)
    precondition(trigger.traceparent == nil)
  }
  if let verify = try? RequestBodies.verify(bytes) {
    precondition(
      (1...256).contains(verify.authRequestID.utf8.count) && (1...256).contains(verify.code.utf8.count))
  }
  if let status = try? RequestBodies.status(bytes) {
    precondition(status.result.map { (1...256).contains($0.utf8.count) } ?? true)
  }
  if let id = try? RequestBodies.cancel(bytes) {
    precondition((1...256).contains(id.utf8.count))
  }
  return 0
}
