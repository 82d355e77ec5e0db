/// CRC-64/XZ: polynomial 0x42F0E1EBA9EA3693, reflected, initial value and final XOR all ones
/// (ECMA-182 as xz uses it).
public struct CRC64: Sendable {
  private static let tables: [UInt64] = makeTables()

  private var state: UInt64 = .max

  public init() {}

  /// The checksum of the bytes taken in so far.
  public var value: UInt64 { ~state }

  /// Takes bytes in.
  /// - Complexity: linear; eight bytes a step.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    var index = 0
    let count = bytes.count
    unsafe Self.tables.withUnsafeBufferPointer { table in
      while index + 8 <= count {
        let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let mixed = crc ^ word
        var next: UInt64 = 0
        for lane in 0..<8 {
          let byte = Int(truncatingIfNeeded: (mixed >> UInt64(8 * lane)) & 0xFF)
          next ^= unsafe table[(7 - lane) * 256 + byte]
        }
        crc = next
        index += 8
      }
      while index < count {
        let byte = unsafe bytes[index]
        crc = unsafe table[Int(truncatingIfNeeded: (crc ^ UInt64(byte)) & 0xFF)] ^ (crc >> 8)
        index += 1
      }
    }
    state = crc
  }

  /// The checksum of some bytes.
  public static func checksum(_ bytes: [UInt8]) -> UInt64 {
    var crc = CRC64()
    unsafe bytes.withUnsafeBytes { unsafe crc.update($0) }
    return crc.value
  }

  private static func makeTables() -> [UInt64] {
    var tables = [UInt64](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt64(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xC96C_5795_D787_0F42 : crc >> 1 }
      tables[byte] = crc
    }
    for lane in 1..<8 {
      for byte in 0..<256 {
        let last = tables[(lane - 1) * 256 + byte]
        tables[lane * 256 + byte] = tables[Int(last & 0xFF)] ^ (last >> 8)
      }
    }
    return tables
  }
}
