#if Server
import Hummingbird
import Logging
@testable import PageSamples
@testable import PosternBridge

// The hosted page over scripted challenges, for the browser check and for eyes:
//   page-preview [port]      then http://127.0.0.1:<port>/preview

let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 8765
var logger = Logger(label: "page-preview")
logger.logLevel = .warning

let preview = Preview(port: port)
let router = Router()
preview.routes.add(to: router)
preview.add(to: router)
let application = Application(
  router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
  onServerRunning: { _ in print("http://127.0.0.1:\(port)/preview") }, logger: logger)
try await application.runService()
#else
print("page-preview needs the trait Server")
#endif
