#if Server
import Foundation

/// Standard output, standard error and the environment of this process.
public enum Console {
  /// Results: to standard output, as they are.
  public static func output(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Everything that is no result: to standard error, with a line end.
  public static func message(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// The environment's variables.
  public static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
#endif
