/// SHA-256 (FIPS 180-4 §6.2), fed piece by piece.
///
/// ```swift
/// var hash = SHA256()
/// hash.update(header)
/// hash.update(body)
/// let digest = hash.finish()
/// ```
public struct SHA256: Sendable {
  private var state = Words.initial
  /// Bytes that wait for their block to be full, fewer than 64.
  private var pending: [UInt8] = []
  /// Bytes taken so far.
  private var length: UInt64 = 0

  public init() {
    pending.reserveCapacity(128)
  }

  /// The digest of bytes that are all at hand.
  public static func digest(of bytes: [UInt8]) -> SHA256Digest {
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finish()
  }

  /// The digest of a text's UTF-8.
  public static func digest(of text: String) -> SHA256Digest {
    digest(of: Array(text.utf8))
  }

  /// Takes further bytes.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// Takes further bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) { update(bytes.span) }

  private mutating func update(_ bytes: borrowing Span<UInt8>) {
    length &+= UInt64(bytes.count)
    var place = 0
    if !pending.isEmpty {
      place = min(64 - pending.count, bytes.count)
      for index in 0..<place { pending.append(bytes[index]) }
      guard pending.count == 64 else { return }
      let block = pending
      state.take(block.span)
      pending.removeAll(keepingCapacity: true)
    }
    while place + 64 <= bytes.count {
      state.take(bytes.extracting(place..<place + 64))
      place += 64
    }
    for index in place..<bytes.count { pending.append(bytes[index]) }
  }

  /// The digest of all bytes taken.
  public consuming func finish() -> SHA256Digest {
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: (119 - pending.count) % 64)
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    update(padding)
    return SHA256Digest(bytes: state.bytes)
  }
}

/// The 32 bytes of a SHA-256.
public struct SHA256Digest: Sendable, Hashable {
  /// Always 32.
  public let bytes: [UInt8]

  /// A digest that was computed before.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// 64 hexadecimal digits, lower case.
  public var hex: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in bytes {
      for half in [byte >> 4, byte & 15] { digits.append(half < 10 ? 0x30 + half : 0x57 + half) }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
