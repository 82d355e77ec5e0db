#if Server
import Foundation
import PosternJSON

/// Twilio's own description of the operations that the bridge calls, reduced; the file says where it is from.
public struct OpenAPIDescription: Sendable {
  /// One operation.
  public struct Operation: Sendable {
    public var id: String
    var method: String
    /// Of the path; a name in braces stands for a parameter.
    var segments: [Substring]
    var pathParameters: [String: FieldSchema] = [:]
    /// Of the form or the query.
    var fields: [String: FieldSchema] = [:]
    var required: Set<String> = []
    /// Of the answers, by status.
    var answers: [Int: JSONValue] = [:]
  }

  public enum LoadError: Error { case unreadable, unknownSchema(String) }

  public private(set) var operations: [Operation] = []

  /// The file beside the tests, read once.
  static let shared = Result { try OpenAPIDescription() }

  /// Reads the file beside the tests.
  public init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../TwilioOpenAPI/verify-v2-reduced.json")
    try self.init(JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  init(_ document: JSONValue) throws {
    guard let paths = document["paths"]?.object else { throw LoadError.unreadable }
    for path in paths.members {
      for method in path.value.object?.members ?? [] {
        operations.append(try Operation(path.key, method.key, method.value))
      }
    }
  }

  /// The operation that a request names, and what stands in its path.
  func operation(_ method: String, _ path: String) -> (Operation, path: [(name: String, value: String)])? {
    let segments = path.split(separator: "/", omittingEmptySubsequences: true)
    for operation in operations
    where operation.method == method && operation.segments.count == segments.count {
      var found: [(name: String, value: String)] = []
      let fits = zip(operation.segments, segments).allSatisfy { wanted, given in
        guard wanted.hasPrefix("{") else { return wanted == given }
        found.append((String(wanted.dropFirst().dropLast()), String(given)))
        return true
      }
      if fits { return (operation, found) }
    }
    return nil
  }
}

extension OpenAPIDescription.Operation {
  init(_ path: String, _ method: String, _ value: JSONValue) throws {
    self.id = value["operationId"]?.string ?? ""
    self.method = method.uppercased()
    self.segments = path.split(separator: "/")
    for parameter in value["parameters"]?.array ?? [] {
      guard let name = parameter["name"]?.string, let schema = parameter["schema"] else { continue }
      if parameter["in"]?.string == "path" {
        pathParameters[name] = try FieldSchema(name, schema)
      } else {
        fields[name] = try FieldSchema(name, schema)
      }
      if parameter["required"]?.bool == true { required.insert(name) }
    }
    let form = value["requestBody"]?["content"]?["application/x-www-form-urlencoded"]?["schema"]
    for property in form?["properties"]?.object?.members ?? [] {
      fields[property.key] = try FieldSchema(property.key, property.value)
    }
    required.formUnion((form?["required"]?.array ?? []).compactMap(\.string))
    for answer in value["responses"]?.object?.members ?? [] {
      guard let status = Int(answer.key) else { continue }
      answers[status] = answer.value["content"]?["application/json"]?["schema"]
    }
  }

  /// What is wrong with a request, by names alone.
  func faults(path: [(name: String, value: String)], fields given: [(name: String, value: String)])
    -> [String]
  {
    var faults: [String] = []
    for (name, value) in path where pathParameters[name]?.accepts(value) != true {
      faults.append("\(id): \(name) does not fit")
    }
    var seen: Set<String> = []
    for (name, value) in given {
      if !seen.insert(name).inserted { faults.append("\(id): \(name) is given twice") }
      let schema = fields[name] ?? FieldSchema.overlay[id]?[name]
      guard let schema else {
        faults.append("\(id): \(name) is unknown")
        continue
      }
      if !schema.accepts(value) { faults.append("\(id): \(name) does not fit") }
    }
    let missing = required.subtracting(seen).subtracting(path.map(\.name)).sorted()
    return faults + missing.map { "\(id): \($0) is missing" }
  }
}
#endif
