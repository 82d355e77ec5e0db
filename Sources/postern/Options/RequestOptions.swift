import ArgumentParser
import PosternRuntime

/// A sign-in, as options.
struct RequestOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The phone number, in E.164, such as +5511987654321.", valueName: "number"))
  var phone: String?

  @Option(
    name: .customLong("identity-provider"), help: ArgumentHelp("Where the user signed in.", valueName: "name")
  )
  var identityProvider: String?

  @Option(help: ArgumentHelp("The application that is opened.", valueName: "name"))
  var application: String?

  @Option(help: ArgumentHelp("A group of the user; may be given several times.", valueName: "name"))
  var group: [String] = []

  @Option(help: ArgumentHelp("A network zone of the request; may be given several times.", valueName: "name"))
  var zone: [String] = []

  @Option(
    help: ArgumentHelp("The client's address: tells the zones where none is given.", valueName: "address"))
  var ip: String?

  @Option(help: ArgumentHelp("The risk that IDaaS saw: low, medium or high.", valueName: "level"))
  var risk: String?

  @Option(help: ArgumentHelp("The user's e-mail address.", valueName: "address"))
  var email: String?

  @Option(help: ArgumentHelp("The user's id: tells rollouts.", valueName: "id"))
  var user: String?

  /// The request that the runtime decides.
  var request: TableRequest {
    TableRequest(
      userID: user, phoneNumber: phone, email: email, identityProvider: identityProvider,
      application: application,
      groups: group, networkZones: zone.isEmpty ? nil : zone, clientIP: ip, risk: risk)
  }
}
