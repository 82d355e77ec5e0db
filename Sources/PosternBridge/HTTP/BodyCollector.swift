#if Server
import Hummingbird
import NIOCore

/// Reads a request whole, within the bounds of the contract.
enum BodyCollector {
  static let maximumBody = 64 * 1024
  static let maximumHeaders = 16 * 1024
  /// Milliseconds.
  static let patience: Int64 = 10_000

  /// The bytes of the body as they came.
  /// - Throws: `Problem` when headers or body are too large, or the body is too slow; the connection is closed then.
  static func collect(_ request: Request, _ context: BridgeContext) async throws -> [UInt8] {
    guard headerBytes(request) <= maximumHeaders else { throw refuse(.headersTooLarge, context) }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBody {
      throw refuse(.bodyTooLarge, context)
    }
    let body = request.body
    do {
      return try await TimeLimit.run(milliseconds: patience) {
        Array(buffer: try await body.collect(upTo: maximumBody))
      }
    } catch is TimeLimit.Exceeded {
      throw refuse(.tooSlow, context)
    } catch is NIOTooManyBytesError {
      throw refuse(.bodyTooLarge, context)
    } catch {
      // Framing that is no HTTP, or a connection that broke off.
      throw refuse(Problem(.malformed("the body cannot be read")), context)
    }
  }

  private static func headerBytes(_ request: Request) -> Int {
    let head = request.head
    var sum = (head.path?.utf8.count ?? 0) + (head.authority?.utf8.count ?? 0)
    for field in head.headerFields { sum += field.name.rawName.utf8.count + field.value.utf8.count + 4 }
    return sum
  }

  /// What is still to come of the request is not waited for: the connection ends a second after the answer.
  private static func refuse(_ problem: Problem, _ context: BridgeContext) -> Problem {
    var problem = problem
    problem.closesConnection = true
    let channel = context.channel
    if channel.isActive {
      channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
    return problem
  }
}
#endif
