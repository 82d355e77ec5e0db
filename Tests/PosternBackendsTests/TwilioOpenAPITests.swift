import Foundation
import PosternJSON
import Testing

@testable import PosternBackends

/// Every resource is valid against Twilio's own description of the operation it names.
@Suite struct TwilioOpenAPITests {
  /// Reduced from Twilio's file by `Scripts/twilio_openapi.py`, which says where it is from.
  static let description: JSONValue? = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../TwilioOpenAPI/verify-v2-reduced.json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONValue(parsing: [UInt8]($0)) }
  }()

  @Test func saysWhereItIsFrom() throws {
    let origin = try #require(Self.description?["info"]?["x-origin"])
    #expect(origin["version"]?.string == "2.6.7")
    #expect(origin["licence"]?.string?.hasPrefix("MIT") == true)
  }

  @Test(arguments: Fixture.all) func acceptsEveryResource(_ fixture: Fixture) throws {
    let document = try JSONValue(parsing: fixture.input.twilio.render())
    var before: Set<String> = []
    for resource in document["resources"]?.array ?? [] {
      let faults = try Self.faults(of: resource, before: before)
      #expect(faults == [], "\(resource["key"]?.string ?? "")")
      before.insert(try #require(resource["key"]?.string))
    }
  }

  /// Ways in which a resource can be wrong; the check must see each.
  @Test(arguments: [
    ("method", "\"POST\"", "\"PUT\""), ("path", "Services/{ServiceSid}", "Service/{ServiceSid}"),
    ("path parameter", "\"ServiceSid\"", "\"Sid\""), ("SID", "MG1111", "VA1111"),
    ("length", "MG1111", "MG111"), ("unknown parameter", "\"Country\"", "\"country\""),
    ("type", "\"all\"", "1"), ("reference", "service/pay", "service/paid"),
  ])
  func refuses(_ what: String, _ good: String, _ bad: String) throws {
    let reference = """
      {"key": "k", "method": "POST", "path": "/v2/Services/{ServiceSid}/MessagingConfigurations",
       "pathParams": {"ServiceSid": {"$ref": "service/pay"}},
       "params": {"Country": "all", "MessagingServiceSid": "MG\(String(repeating: "1", count: 32))"}}
      """
    #expect(try Self.faults(of: JSONValue(parsing: reference), before: ["service/pay"]) == [])
    let wrong = reference.replacingOccurrences(of: good, with: bad)
    #expect(try Self.faults(of: JSONValue(parsing: wrong), before: ["service/pay"]) != [], "\(what)")
  }

  /// What is wrong with a resource.
  static func faults(of resource: JSONValue, before: Set<String>) throws -> [String] {
    let method = try #require(resource["method"]?.string?.lowercased())
    guard let path = resource["path"]?.string, let operation = description?["paths"]?[path]?[method] else {
      return ["no such operation"]
    }
    let pathSchemas = (operation["parameters"]?.array ?? []).compactMap { parameter in
      parameter["name"]?.string.map { ($0, parameter["schema"] ?? .null) }
    }
    let form = operation["requestBody"]?["content"]?["application/x-www-form-urlencoded"]?["schema"]
    let schemas = (form?["properties"]?.object?.members ?? []).map { ($0.key, $0.value) }
    let required = (form?["required"]?.array ?? []).compactMap(\.string)
    return
      try faults(of: resource["pathParams"], schemas: pathSchemas, required: pathSchemas.map(\.0), before)
      + faults(of: resource["params"], schemas: schemas, required: required, before)
  }

  private static func faults(
    of values: JSONValue?, schemas: [(String, JSONValue)], required: [String], _ before: Set<String>
  ) throws -> [String] {
    let members = values?.object?.members ?? []
    let missing = required.filter { name in !members.contains { $0.key == name } }.map { "\($0) is missing" }
    return try missing
      + members.flatMap { member -> [String] in
        guard let schema = schemas.first(where: { $0.0 == member.key })?.1 else {
          return ["\(member.key) is unknown"]
        }
        if let key = member.value["$ref"]?.string, !before.contains(key) {
          return ["\(key) is not before it"]
        }
        return try valueFaults(member.key, sample(member.value, schema), schema)
      }
  }

  /// A text that fits, for what is known only when it is applied.
  private static func sample(_ value: JSONValue, _ schema: JSONValue) -> JSONValue {
    guard value["$ref"] != nil || value["$secret"] != nil else { return value }
    let kind = schema["pattern"]?.string.map { String($0.dropFirst().prefix(2)) } ?? ""
    return .string(sid(kind, "0"))
  }

  private static func valueFaults(_ name: String, _ value: JSONValue, _ schema: JSONValue) throws -> [String]
  {
    switch schema["type"]?.string {
    case "integer": return value.integer == nil ? ["\(name) is no integer"] : []
    case "boolean": return value.bool == nil ? ["\(name) is no boolean"] : []
    case "string":
      guard let text = value.string else { return ["\(name) is no text"] }
      let count = text.unicodeScalars.count
      if count < schema["minLength"]?.integer ?? 0 || count > schema["maxLength"]?.integer ?? .max {
        return ["\(name) has a wrong length"]
      }
      guard let pattern = schema["pattern"]?.string else { return [] }
      return try text.contains(Regex(pattern)) ? [] : ["\(name) does not match"]
    default: return ["\(name) has no type that is known here"]
    }
  }
}
