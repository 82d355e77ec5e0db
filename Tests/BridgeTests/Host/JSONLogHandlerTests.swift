#if Server
import Logging
import NIOConcurrencyHelpers
import PosternJSON
import Testing

@testable import PosternBridge

@Suite struct JSONLogHandlerTests {
  @Test func oneLineIsOneObjectWhateverIsInIt() throws {
    let written = NIOLockedValueBox<[UInt8]>([])
    var logger = Logger(label: "test") { label in
      JSONLogHandler(label: label) { bytes in written.withLockedValue { $0 += bytes } }
    }
    logger.logLevel = .info
    logger.debug("not this")
    logger.info(
      "a\nb\"{}", metadata: ["z": "1", "list": ["x", "y"], "level": "fake", "inner": ["k": "v\u{2028}\r\n"]])
    let text = String(decoding: written.withLockedValue { $0 }, as: UTF8.self)
    #expect(text.utf8.count { $0 == 0x0A } == 1)
    #expect(text.hasSuffix("\n"))
    let value = try JSONValue(parsing: String(text.dropLast()))
    #expect(value.object?.keys == ["time", "level", "message", "inner", "list", "z"])
    #expect(value["message"]?.string == "a\nb\"{}")
    #expect(value["level"]?.string == "info", "no metadata stands in the place of what the line says itself")
    #expect(value["list"] == ["x", "y"])
  }
}
#endif
