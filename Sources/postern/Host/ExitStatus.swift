import ArgumentParser

/// What the exit code of `postern` means.
enum ExitStatus: Int32 {
  /// Done; warnings do not change it, unless `--strict`.
  case done = 0
  /// Errors were found (with `--strict` warnings too), or `decide` was given a malformed line.
  case findings = 1
  /// Unknown option, no policy found, unreadable file.
  case usage = 2
  /// A fault of Postern's own.
  case internalError = 3
  /// A policy test failed, or coverage is below `--min-coverage`.
  case testsFailed = 4
  /// Meaning changed, with `--exit-code`.
  case changed = 5
  /// A guarantee is disproved.
  case disproved = 6
  /// Generated files are out of date, or do not hold.
  case outOfDate = 7

  /// To be thrown, as ArgumentParser wants it.
  var code: ExitCode { ExitCode(rawValue) }
}
