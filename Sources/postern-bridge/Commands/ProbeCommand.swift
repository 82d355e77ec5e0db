#if Server
import ArgumentParser
import PosternBridge

struct ProbeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Sends the signed flow to a running bridge and says what holds.",
    discussion: """
      Without --literal nothing is sent to anybody: wrong signatures, old requests and malformed bodies \
      must be refused. With --literal a real login is begun for --phone: the trigger is held, the code is asked for \
      here or typed on the page, and the answer must be 200 with exactly two keys.

      EXAMPLE:
        postern-bridge probe --url https://auth.example.com/idaas/2fa-trigger --secret-file idaas-webhook
        postern-bridge probe --url https://auth.example.com/idaas/2fa-trigger --secret-file idaas-webhook \\
          --literal --phone +4915112345678 --identity-provider google --application wiki
      """)

  @Option(help: "The trigger's address.") var url: String
  @Option(help: "A file with the webhook secret.") var secretFile: String
  @Option(help: "A file with the secret of 2fa-verify (default: the same).") var verifySecretFile: String?
  @Flag(help: "The seed's literal flow, with a real code.") var literal = false
  @Option(help: "The number that gets the code, E.164.") var phone: String?
  @Option(help: "Who signs in.") var user = "probe"
  @Option(help: "By which identity provider of the policy.") var identityProvider = "probe"
  @Option(help: "To which application of the policy.") var application = "probe"
  @Option(name: .customLong("group"), help: "In which group; may be repeated.") var groups: [String] = []
  @Option(name: .customLong("zone"), help: "From which network zone; may be repeated.") var zones: [String] =
    []
  @Option(help: "From which address.") var clientIp = "198.51.100.7"
  @Option(help: "The user's e-mail address.") var email: String?
  @Option(help: "Where the browser shall return to.") var returnUrl: String?
  @Option(help: "The code, where it is known beforehand; else it is read from standard input.") var code:
    String?

  func run() async throws {
    if literal, phone == nil { throw ValidationError("--literal needs --phone") }
    let probe = try Probe(url: url, secretFile: secretFile, verifySecretFile: verifySecretFile)
    let findings: [Probe.Finding]
    do {
      findings = try await literal ? probe.runLiteral(login, code: code) : probe.run()
    } catch {
      throw ConfigurationError(["no answer from \(url): \(error)"])
    }
    for finding in findings {
      Console.output(
        "\(finding.holds ? "holds " : "FAILS ") \(finding.what)\(finding.seen.map { ": \($0)" } ?? "")\n")
    }
    if findings.contains(where: { !$0.holds }) { throw ExitCode(1) }
  }

  private var login: Probe.Login {
    var login = Probe.Login(phone: phone ?? "")
    login.user = user
    login.identityProvider = identityProvider
    login.application = application
    login.groups = groups
    login.networkZones = zones
    login.clientIP = clientIp
    login.email = email
    login.returnURL = returnUrl
    return login
  }
}
#endif
