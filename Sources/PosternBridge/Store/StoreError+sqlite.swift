#if Server
import GRDB

extension StoreError {
  /// What an error of SQLite means to who uses the store; every other error stays what it is.
  /// The text is SQLite's own, without the statement's values.
  static func reading(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    let text = "\(error.message ?? "no message") (SQLite \(error.extendedResultCode.rawValue))"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: return StoreError.unreadable(text)
    default: return StoreError.unavailable(text)
    }
  }

  /// The same while a store is opened, where no file at all is unreadable.
  static func opening(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError, error.resultCode == .SQLITE_CANTOPEN else {
      return reading(error)
    }
    return StoreError.unreadable(error.message ?? "cannot be opened")
  }
}
#endif
