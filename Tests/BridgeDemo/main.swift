#if Server
import FakeTwilio
import Foundation
import Logging
import PosternBridge
import PosternRuntime

// The whole story on one machine, without an account: a bridge, a Twilio that is a fake, and a signed `curl` for each
// step of the flow. `bridge-demo <routing-table.bin>`; see `make demo`.

let path = CommandLine.arguments.dropFirst().first ?? "generated/quickstart/dev/routing-table.bin"
do {
  try await Demo(table: path).run()
} catch let error as ConfigurationError {
  for fault in error.faults { Console.message("bridge-demo: \(fault)") }
  exit(2)
} catch {
  Console.message("bridge-demo: \(error)")
  exit(3)
}
#else
print("bridge-demo needs the trait Server")
#endif
