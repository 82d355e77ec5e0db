internal import PosternJSON

/// Why bytes are not an artefact of this compiler.
package struct ArtefactError: Error, Sendable, Hashable {
  /// What is wrong: lower case, no final period.
  package let text: String
  /// Where in the value, such as `requests[3].request.Priority`; empty for the whole file.
  package let path: String

  init(_ text: String, at path: String) {
    self.text = text
    self.path = path
  }
}

/// Strict reading of an artefact: every object has exactly the keys that were asked for, of the kind asked for.
struct ArtefactReader {
  /// The value at hand.
  let value: JSONValue
  /// Where it stands.
  let path: String

  /// Reads a whole file.
  static func parse(_ bytes: [UInt8]) throws(ArtefactError) -> ArtefactReader {
    do {
      return ArtefactReader(value: try JSONValue(parsing: bytes), path: "")
    } catch {
      throw ArtefactError(error.description, at: "")
    }
  }

  /// The member of a key.
  func member(_ key: String) throws(ArtefactError) -> ArtefactReader {
    guard let member = optional(key) else { throw fault("`\(key)` is missing") }
    return member
  }

  /// The member of a key; nil when there is none.
  func optional(_ key: String) -> ArtefactReader? {
    value[key].map { ArtefactReader(value: $0, path: path.isEmpty ? key : path + "." + key) }
  }

  /// Refuses keys other than these, and anything but an object.
  func allow(_ keys: [String]) throws(ArtefactError) {
    guard let object = value.object else { throw fault("not an object") }
    if let key = object.keys.first(where: { !keys.contains($0) }) { throw fault("unexpected key `\(key)`") }
  }

  /// The elements of an array.
  func elements() throws(ArtefactError) -> [ArtefactReader] {
    guard let array = value.array else { throw fault("not an array") }
    return array.enumerated().map { ArtefactReader(value: $1, path: "\(path)[\($0)]") }
  }

  func string() throws(ArtefactError) -> String {
    guard let string = value.string else { throw fault("not a text") }
    return string
  }

  func integer() throws(ArtefactError) -> Int {
    guard let integer = value.integer else { throw fault("not a whole number") }
    return integer
  }

  /// A text, which has to be the one given.
  func expect(_ text: String) throws(ArtefactError) {
    if try string() != text { throw fault("not `\(text)`") }
  }

  /// The elements of an array of texts.
  func strings() throws(ArtefactError) -> [String] {
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  /// A fault at this place.
  func fault(_ text: String) -> ArtefactError { ArtefactError(text, at: path) }
}
