import PosternBridge

/// One input of libFuzzer: the body of a form. What is accepted keeps to its bounds, and reads the same when it is
/// written again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzForm(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let fields = try? FormDecoder.decode(bytes) else { return 0 }
  precondition(bytes.count <= FormDecoder.maximumBytes && fields.count <= FormDecoder.maximumFields)
  for (name, value) in fields {
    precondition(!name.isEmpty)
    precondition(name.utf8.allSatisfy(isText) && value.utf8.allSatisfy(isText))
  }
  let written = fields.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
  if written.utf8.count <= FormDecoder.maximumBytes {
    precondition((try? FormDecoder.decode(Array(written.utf8))) == fields)
  }
  return 0
}

private func isText(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F }

private func escaped(_ text: String) -> String {
  text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
