/// Every check, in report order: names, countries, routing, sending, the bridge, deployment.
enum CheckList {
  static let all: [any Check] = []
}
