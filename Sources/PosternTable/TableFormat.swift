/// Constants of the file's frame: the header, and the directory behind it.
public enum TableFormat {
  /// The first eight bytes: `POSTERN`, and a zero.
  public static let magic: [UInt8] = [0x50, 0x4F, 0x53, 0x54, 0x45, 0x52, 0x4E, 0x00]
  /// The version that this module reads.
  public static let version: UInt32 = 1
  /// Offset of the version; four bytes that are zero follow it.
  public static let versionOffset = 8
  /// Offset of the length of everything, 64 bits.
  public static let lengthOffset = 16
  /// Offset of the CRC-64/XZ of everything from `checkedOffset` on.
  public static let checksumOffset = 24
  /// From here on the checksum counts.
  public static let checkedOffset = 32
  /// Offset of the content digest: SHA-256 of everything from `digestedOffset` on.
  public static let digestOffset = 32
  /// From here on the digest counts.
  public static let digestedOffset = 64
  /// Offset of the text of the policy's name.
  public static let policyNameOffset = 64
  /// Offset of the text of the environment's name.
  public static let environmentNameOffset = 68
  /// Offset of the number of sections; four bytes that are zero follow it.
  public static let sectionCountOffset = 72
  /// Offset of the directory: offset and length in bytes of each section, 32 bits each, in order.
  public static let directoryOffset = 80
  /// Each section begins at a multiple of this; the bytes between are zero.
  public static let alignment = 64
  /// The most bytes a table may have: 256 MiB.
  public static let maximumLength = 256 << 20
  /// What stands where nothing is said.
  public static let none = UInt32.max
  /// Rows in a block of the decision structure.
  public static let blockRows = 512
  /// 64-bit words in a block.
  public static let blockWords = 8
  /// Bytes of one slot of a name table.
  public static let slotSize = 16

  /// Where the first section begins.
  public static var headerLength: Int { aligned(directoryOffset + 8 * Section.allCases.count) }

  /// The next multiple of `alignment`.
  public static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}
