#if Server
import Crypto
import Foundation
import HTTPTypes
import NIOConcurrencyHelpers
import Testing
import _CryptoExtras

@testable import PosternBridge

/// Makes tokens and key sets.
struct TokenMint: Sendable {
  let key: _RSA.Signing.PrivateKey

  static let shared = try? TokenMint()
  static let other = try? TokenMint()

  init() throws {
    key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
  }

  func token(_ header: String, _ claims: String) throws -> String {
    let signed = [header, claims].map { Base64URL.text(Array($0.utf8)) }.joined(separator: ".")
    let signature = try key.signature(
      for: SHA256.hash(data: Data(signed.utf8)), padding: .insecurePKCS1v1_5)
    return signed + "." + Base64URL.text(signature.rawRepresentation)
  }

  func keySet(_ id: String) throws -> [UInt8] {
    let parts = try key.publicKey.getKeyPrimitives()
    let n = Base64URL.text(parts.modulus)
    let e = Base64URL.text(parts.publicExponent)
    let text =
      #"{"keys":[{"kty":"EC","kid":"ec"},{"kty":"RSA","use":"enc","kid":"\#(id)","n":"\#(n)","e":"\#(e)"},"#
      + #"{"kty":"RSA","alg":"RS256","use":"sig","kid":"\#(id)","n":"\#(n)","e":"\#(e)"}]}"#
    return Array(text.utf8)
  }
}

@Suite struct JSONWebTokenTests {
  static let now: Int64 = 1_795_420_800
  static let body = Array(#"{"auth_request_id":"a"}"#.utf8)
  static let header = #"{"alg":"RS256","kid":"k1","typ":"JWT"}"#

  static func claims(
    issuer: String = "urn:alibaba:idaas:app:event", audience: String = #""app_1""#, expiry: Int64 = now + 60,
    more: String = #","jti":"j1""#
  ) -> String {
    #"{"iss":"\#(issuer)","aud":\#(audience),"exp":\#(expiry)\#(more)}"#
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var cause: Unauthorized.Cause?
    var header = JSONWebTokenTests.header
    var claims = JSONWebTokenTests.claims()
    var testDescription: String { name }
  }

  static let digest = Hexadecimal.text(SHA256.hash(data: body))
  static let cases = [
    Case(name: "as signed", cause: nil),
    Case(name: "audience in a list", cause: nil, claims: claims(audience: #"["x","app_1"]"#)),
    Case(name: "body hash", cause: nil, claims: claims(more: #","jti":"j1","body_sha256":"\#(digest)""#)),
    Case(
      name: "another body's hash", cause: .wrongBody, claims: claims(more: #","jti":"j1","body_hash":"AA""#)),
    Case(
      name: "a hash that is no text", cause: .wrongBody, claims: claims(more: #","jti":"j1","body_hash":1"#)),
    Case(name: "within the tolerance", cause: nil, claims: claims(expiry: now - 300)),
    Case(name: "expired", cause: .tooOld, claims: claims(expiry: now - 301)),
    Case(name: "longer than memory", cause: .tooNew, claims: claims(expiry: now + 3901)),
    Case(name: "not yet", cause: .tooNew, claims: claims(more: #","jti":"j1","nbf":\#(now + 301)"#)),
    Case(
      name: "issued tomorrow", cause: .tooNew, claims: claims(more: #","jti":"j1","iat":\#(now + 86400)"#)),
    Case(name: "nbf is text", cause: .malformed, claims: claims(more: #","jti":"j1","nbf":"1""#)),
    Case(name: "other issuer", cause: .wrongIssuer, claims: claims(issuer: "urn:x")),
    Case(name: "other audience", cause: .wrongAudience, claims: claims(audience: #""app_2""#)),
    Case(name: "no audience", cause: .wrongAudience, claims: claims(audience: "null")),
    Case(name: "no jti", cause: .malformed, claims: claims(more: "")),
    Case(name: "empty jti", cause: .malformed, claims: claims(more: #","jti":"""#)),
    Case(name: "unsigned", cause: .malformed, header: #"{"alg":"none","kid":"k1"}"#),
    Case(name: "HMAC", cause: .malformed, header: #"{"alg":"HS256","kid":"k1"}"#),
    Case(name: "critical", cause: .malformed, header: #"{"alg":"RS256","kid":"k1","crit":["x"]}"#),
    Case(name: "unknown key", cause: .unknownKey, header: #"{"alg":"RS256","kid":"k2"}"#),
    Case(name: "no key id", cause: nil, header: #"{"alg":"RS256"}"#),
    Case(name: "key id twice", cause: .malformed, header: #"{"alg":"RS256","kid":"k1","kid":"k1"}"#),
  ]

  static let settings = {
    var settings = SampleSettings.webhook
    settings.scheme = .jwks
    settings.jwksURL = "https://idaas.example/jwks"
    settings.issuer = "urn:alibaba:idaas:app:event"
    settings.audience = "app_1"
    return settings
  }()

  static func cause(_ headers: HTTPFields, keySet: [UInt8]) async throws -> Unauthorized.Cause? {
    let clock = VirtualClock(at: Moment(milliseconds: now * 1000))
    let authenticator = Authenticator(
      secrets: SecretsInMemory([:]), keySets: KeySetCache(clock: clock) { _ in keySet })
    let request = ReceivedRequest(
      headers: headers, query: nil, body: body, address: nil, receivedAt: clock.now)
    do {
      let sender = try await authenticator.authenticate(request, for: .trigger, by: settings)
      #expect(sender.webhookID == "j1")
      return nil
    } catch let error as Unauthorized {
      return error.cause
    }
  }

  @Test(arguments: cases) func verifies(_ wanted: Case) async throws {
    let mint = try #require(TokenMint.shared)
    let token = try mint.token(wanted.header, wanted.claims)
    let cause = try await Self.cause([.authorization: "Bearer \(token)"], keySet: mint.keySet("k1"))
    #expect(cause == wanted.cause)
  }

  @Test func refusesOtherKeysAndForms() async throws {
    let mint = try #require(TokenMint.shared)
    let other = try #require(TokenMint.other)
    let token = try other.token(Self.header, Self.claims())
    let set = try mint.keySet("k1")
    #expect(try await Self.cause([.authorization: "Bearer \(token)"], keySet: set) == .wrongSignature)
    #expect(try await Self.cause([:], keySet: set) == .missing)
    #expect(try await Self.cause([.authorization: "Bearer a.b"], keySet: set) == .malformed)
    #expect(try await Self.cause([.authorization: "Bearer \(token)."], keySet: set) == .malformed)
  }

  @Test func aKeySetThatCannotBeHadIsNoRefusalOfTheSender() async throws {
    let mint = try #require(TokenMint.shared)
    let token = try mint.token(Self.header, Self.claims())
    await #expect(throws: Refusal.unavailable(retryAfter: 5)) {
      _ = try await Self.cause([.authorization: "Bearer \(token)"], keySet: Array("no set".utf8))
    }
  }
}

@Suite struct KeySetCacheTests {
  @Test func fetchesAnewForAgeAndForUnknownKeys() async throws {
    let mint = try #require(TokenMint.shared)
    let clock = VirtualClock()
    let fetched = NIOLockedValueBox(0)
    let fails = NIOLockedValueBox(false)
    let cache = KeySetCache(clock: clock) { _ in
      fetched.withLockedValue { $0 += 1 }
      if fails.withLockedValue({ $0 }) { throw CancellationError() }
      return try mint.keySet("k1")
    }
    func ask(_ id: String) async -> Bool? {
      await cache.set("u", keyID: id).map { !$0.candidates(id).isEmpty }
    }

    #expect(await ask("k1") == true)
    #expect(await ask("k1") == true)
    #expect(fetched.withLockedValue { $0 } == 1)
    #expect(await ask("k2") == false, "asked again at most every 30 seconds")
    #expect(fetched.withLockedValue { $0 } == 1)
    clock.advance(milliseconds: 30_000)
    #expect(await ask("k2") == false)
    #expect(fetched.withLockedValue { $0 } == 2)
    clock.advance(milliseconds: 601_000)
    #expect(await ask("k1") == true)
    #expect(fetched.withLockedValue { $0 } == 3)
    fails.withLockedValue { $0 = true }
    clock.advance(milliseconds: 601_000)
    #expect(await ask("k1") == true, "a set serves for an hour when there is no new one")
    #expect(fetched.withLockedValue { $0 } == 4)
    clock.advance(milliseconds: 3_600_000)
    #expect(await ask("k1") == nil)
  }
}
#endif
