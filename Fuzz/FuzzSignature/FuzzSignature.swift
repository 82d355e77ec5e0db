import PosternBridge

/// One input of libFuzzer: the headers of Standard Webhooks, a line each. What is read must be what its fields say.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSignature(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let lines = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
  guard lines.count == 3 else { return 0 }
  let texts = lines.map { String(decoding: $0, as: UTF8.self) }
  guard let header = SignatureHeader(id: texts[0], timestamp: texts[1], signature: texts[2]) else { return 0 }
  precondition((0..<1_000_000_000_000).contains(header.seconds))
  precondition((1...16).contains(header.signatures.count) && header.signatures.allSatisfy { $0.count == 32 })
  return 0
}
