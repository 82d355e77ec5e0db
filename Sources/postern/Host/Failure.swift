import ArgumentParser
import PosternCompiler

/// Runs a command's work; faults of usage end it with exit code 2, those of files too.
func reporting(_ work: () throws -> ExitStatus) throws {
  let status: ExitStatus
  do {
    status = try work()
  } catch let fault as UsageFault {
    Terminal.message("postern: " + fault.text)
    status = .usage
  } catch let fault as FileError {
    Terminal.message("postern: " + fault.description)
    status = .usage
  } catch let fault as InternalFault {
    Terminal.message("postern: internal error: \(fault.text)")
    Terminal.message(
      "postern: nothing was written. Please report this with the policy, or the part of it that shows it.")
    status = .internalError
  }
  if status != .done { throw status.code }
}
