import ArgumentParser
import PosternCompiler

extension ExitStatus {
  /// How a command ends over policies with errors: a file that cannot be read is no finding about what it says.
  init(ofErrorsIn policies: [CheckedPolicy]) {
    self = policies.contains(where: \.hasUnreadableFile) ? .usage : .findings
  }
}

/// The policy of a command has errors, which have been shown.
struct ShownErrors: Error {
  let status: ExitStatus
}

/// Runs a command's work, and ends it as ArgumentParser wants it.
func reporting(_ work: () throws -> ExitStatus) throws {
  let status = try status(of: work)
  if status != .done { throw status.code }
}

/// Runs a command's work; faults of usage end it with exit code 2, those of files too.
func status(of work: () throws -> ExitStatus) throws -> ExitStatus {
  do {
    return try work()
  } catch let errors as ShownErrors {
    return errors.status
  } catch let fault as UsageFault {
    Terminal.message("postern: " + fault.text)
    return .usage
  } catch let fault as FileError {
    Terminal.message("postern: " + fault.description)
    return .usage
  } catch let fault as InternalFault {
    Terminal.message("postern: internal error: \(fault.text)")
    Terminal.message(
      "postern: nothing was written. Please report this with the policy, or the part of it that shows it.")
    return .internalError
  }
}
