import PosternRuntime
import PosternTable

/// One input of libFuzzer: bytes of a table. Length and checksum are made right, so that what is behind them is
/// reached; what is accepted must answer every request.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTable(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if bytes.count > TableFormat.checkedOffset, bytes[0] & 0x80 == 0 {
    put(UInt64(bytes.count), at: TableFormat.lengthOffset, in: &bytes)
    put(
      CRC64.checksum(Array(bytes[TableFormat.checkedOffset...])), at: TableFormat.checksumOffset, in: &bytes)
  }
  guard let table = try? RoutingTable(validating: bytes) else { return 0 }
  for request in requests {
    _ = table.resolve(table.decide(request))
    _ = table.explain(request)
  }
  return 0
}

private func put(_ value: UInt64, at offset: Int, in bytes: inout [UInt8]) {
  for index in 0..<8 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
}

private let requests: [TableRequest] = [
  TableRequest(),
  TableRequest(
    userID: "u", phoneNumber: "+121", email: "a@x.example", identityProvider: "provider-0",
    application: "app_1", groups: ["group-0", "group_1", "nobody"], networkZones: ["zone-0"], risk: "high"),
  TableRequest(
    userID: "v", phoneNumber: "+49", identityProvider: "idp_1", application: "application-0",
    groups: (0..<40).map { "group-\($0 % 3)" }, clientIP: "::ffff:10.0.0.7", risk: "low"),
  TableRequest(phoneNumber: "+80", groups: ["group-2"], clientIP: "2001::5", risk: "medium"),
]
