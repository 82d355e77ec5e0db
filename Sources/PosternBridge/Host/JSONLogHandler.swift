#if Server
import Foundation
public import Logging
import PosternJSON

/// Writes log lines as JSON objects, one a line, to standard error; keys in a fixed order.
public struct JSONLogHandler: LogHandler {
  public var logLevel: Logger.Level = .info
  public var metadata: Logger.Metadata = [:]
  private let label: String
  private let write: @Sendable ([UInt8]) -> Void

  public init(label: String) {
    self.init(label: label) { FileHandle.standardError.write(Data($0)) }
  }

  /// - Parameter write: given each line, its end included.
  public init(label: String, write: @escaping @Sendable ([UInt8]) -> Void) {
    self.label = label
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var members: [(String, JSONValue)] = [
      ("time", .string(SystemClock().now.text)), ("level", .string(event.level.rawValue)),
      ("message", .string(event.message.description)),
    ]
    var all = metadata
    if let more = event.metadata { all.merge(more) { _, new in new } }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) where !members.contains(where: { $0.0 == key }) {
      members.append((key, Self.value(value)))
    }
    var output = JSONOutput(capacity: 512)
    JSONWriter(indent: nil, finalNewline: true).append(.object(members), to: &output)
    write(output.bytes + [0x0A])
  }

  private static func value(_ value: Logger.Metadata.Value) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    case .stringConvertible(let value): .string(value.description)
    case .array(let values): .array(values.map(Self.value))
    case .dictionary(let values):
      .object(values.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value)) })
    }
  }
}
#endif
