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
    // Where the line cannot be written, as on a full disk, it is lost, and nothing else.
    self.init(label: label) { try? FileHandle.standardError.write(contentsOf: $0) }
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
    var output = JSONOutput(capacity: 1024)
    output.append(ascii: #"{"time":"#)
    output.append(quoted: SystemClock().now.text)
    output.append(ascii: #","level":"#)
    output.append(quoted: event.level.rawValue)
    output.append(ascii: #","message":"#)
    output.append(quoted: event.message.description)
    var all = metadata
    if let more = event.metadata {
      if all.isEmpty { all = more } else { all.merge(more) { _, new in new } }
    }
    for (key, value) in all.sorted(by: { $0.key < $1.key })
    where key != "time" && key != "level" && key != "message" {
      output.append(byte: 0x2C)
      output.append(quoted: key)
      output.append(byte: 0x3A)
      Self.write(value, to: &output)
    }
    output.append(ascii: "}\n")
    write(output.bytes)
  }

  private static func write(_ value: Logger.Metadata.Value, to output: inout JSONOutput) {
    switch value {
    case .string(let text): output.append(quoted: text)
    case .stringConvertible(let value): output.append(quoted: value.description)
    default: JSONWriter(indent: nil, finalNewline: false).append(Self.value(value), to: &output)
    }
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
