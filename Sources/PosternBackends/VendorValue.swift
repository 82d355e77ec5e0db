internal import PosternModel

/// A value of a vendor's request before it is written: what translators return, and renderers turn into JSON.
package indirect enum VendorValue: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case list([VendorValue])
  case object(VendorObject)
  /// The id of an object that another entry of the same artefact creates, by that entry's key.
  case reference(String)
  /// The name of a secret.
  case secret(String)

  /// A list of texts.
  static func texts(_ texts: [String]) -> VendorValue { .list(texts.map(VendorValue.text)) }

  /// EIAM's on/off text.
  static func status(_ on: Bool) -> VendorValue { .text(on ? "enabled" : "disabled") }

  /// A value of the model as the vendor takes it.
  init(_ value: ParameterValue) {
    switch value {
    case .text(let text): self = .text(text)
    case .secret(let name): self = .secret(name)
    case .integer(let integer): self = .integer(integer)
    case .boolean(let boolean): self = .boolean(boolean)
    case .status(let on): self = .status(on)
    case .list(let texts): self = .texts(texts)
    }
  }
}

/// Named values in the order they were set. Names are unique.
package struct VendorObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// One named value.
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: VendorValue
  }

  /// In the order they were set.
  package private(set) var members: [Member] = []

  package init() {}

  package init(dictionaryLiteral elements: (String, VendorValue)...) {
    for (name, value) in elements { set([name], value) }
  }

  /// Whether nothing was set.
  package var isEmpty: Bool { members.isEmpty }

  /// The value of a name; nil when it was not set.
  package subscript(name: String) -> VendorValue? { members.first { $0.name == name }?.value }

  /// Sets a value at a path such as `OidcConfig.AuthnParam.ClientId`, making the objects on the way.
  mutating func set(_ path: String, _ value: VendorValue) {
    set(path.split(separator: ".").map(String.init), value)
  }

  /// Sets a value at a path unless there is none.
  mutating func set(_ path: String, _ value: VendorValue?) {
    if let value { set(path, value) }
  }

  /// Sets a value under a name that is taken as it stands, dots and all.
  mutating func set(name: String, _ value: VendorValue) {
    set([name], value)
  }

  private mutating func set(_ path: [String], _ value: VendorValue) {
    guard let name = path.first else { return }
    let rest = Array(path.dropFirst())
    let index = members.firstIndex { $0.name == name }
    var new = value
    if !rest.isEmpty {
      var inner = VendorObject()
      if let index, case .object(let present) = members[index].value { inner = present }
      inner.set(rest, value)
      new = .object(inner)
    }
    if let index { members[index].value = new } else { members.append(Member(name: name, value: new)) }
  }
}
