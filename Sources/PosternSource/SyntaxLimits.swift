/// What one policy may be, all files together. Reaching a limit is legal, going beyond is a diagnostic.
public enum SyntaxLimits {
  /// Bytes of all files of a policy.
  public static let bytes = 8 << 20
  /// Nesting: the root of a document has depth 1, and what stands in a collection of depth n has depth n + 1.
  public static let depth = 64
  /// Nodes of all files of a policy: scalars (keys included), sequences and mappings, counted as if every alias
  /// were a copy of what it names.
  public static let nodes = 1_000_000
  /// Files named by `include:`, directly or not; the entry file does not count.
  public static let includedFiles = 64
}

/// How much of the limits the files read so far have used.
struct LimitUsage: Sendable {
  var bytes = 0
  var nodes = 0
  /// Whether a diagnostic has said so: each limit is reported once.
  var bytesReported = false
  var nodesReported = false
}
