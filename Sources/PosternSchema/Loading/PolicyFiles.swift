/// Why a file of a policy could not be had.
public enum PolicyFileFault: Error, Sendable, Hashable {
  /// There is no such file.
  case missing
  /// It is a folder, a device, or the like.
  case notAFile
  /// A symbolic link leads out of the policy's folder.
  case outsideFolder
  /// It may not be read, or reading failed.
  case unreadable
  /// It is larger than a whole policy may be.
  case tooLarge
}

/// The files of one policy, as the caller provides them: this module touches no file itself.
public struct PolicyFiles: Sendable {
  /// Reads a file by its name relative to the policy's folder, `/` between parts: `policy.yaml`,
  /// `environments/prod.yaml`. The name has no `..`, no empty part, and does not begin with `/`.
  public var read: @Sendable (_ name: String) -> Result<[UInt8], PolicyFileFault>
  /// The names of all files in `environments/`, with that folder, in byte order. What does not end in `.yaml` or
  /// `.yml` is passed over.
  public var environmentFiles: [String]
  /// The same of `tests/`.
  public var testFiles: [String]

  public init(
    environmentFiles: [String] = [], testFiles: [String] = [],
    read: @escaping @Sendable (_ name: String) -> Result<[UInt8], PolicyFileFault>
  ) {
    self.read = read
    self.environmentFiles = environmentFiles
    self.testFiles = testFiles
  }
}
