#if Server
import Hummingbird
import Logging

/// What the bridge is compared with: a Hummingbird server that decodes the trigger's body and answers.
enum Hello {
  struct Body: Decodable {
    struct User: Decodable {
      var id: String
      var phone_number: String
      var groups: [String]
    }

    var auth_request_id: String
    var user: User
    var identity_provider: String
    var application: String
    var network_zones: [String]
    var client_ip: String
    var risk: String
  }

  static func serve(port: Int) async throws {
    let router = Router()
    router.post("idaas/2fa-trigger") { request, context in
      let body = try await request.decode(as: Body.self, context: context)
      return "hello \(body.user.id)"
    }
    var logger = Logger(label: "hello")
    logger.logLevel = .warning
    try await Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: nil),
      logger: logger
    ).runService()
  }
}
#endif
