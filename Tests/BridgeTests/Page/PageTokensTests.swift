#if Server
import Foundation
import Testing

@testable import PosternBridge

@Suite struct PageTokensTests {
  static let old = Data(repeating: 1, count: 32)
  static let new = Data(repeating: 2, count: 32)

  @Test func aLinkIsStableAndItsOwn() {
    let tokens = PageTokens(key: Self.old)
    let link = tokens.linkToken(challenge: "a")
    #expect(link == PageTokens(key: Self.old).linkToken(challenge: "a"))
    #expect(link != tokens.linkToken(challenge: "b"))
    #expect(link != PageTokens(key: Self.new).linkToken(challenge: "a"))
    #expect(link != tokens.formToken(cookie: "a"), "a token of one kind is one of another")
    #expect(link.count == 43 && PageTokens.isWellFormed(link))
  }

  @Test func linksAndFormsOutliveARotation() {
    let before = PageTokens(key: Self.old)
    let after = PageTokens(key: Self.new, previous: Self.old)
    let later = PageTokens(key: Self.new)
    // Begun before the rotation, shown during it; begun during it, shown during and after it.
    #expect(before.linkTokens(challenge: "a") == [after.linkToken(challenge: "a")])
    #expect(after.linkTokens(challenge: "a").contains(after.linkToken(challenge: "a")))
    #expect(after.linkTokens(challenge: "a").contains(later.linkToken(challenge: "a")))
    #expect(after.accepts(formToken: before.formToken(cookie: "c"), cookie: "c"))
    #expect(after.accepts(formToken: after.formToken(cookie: "c"), cookie: "c"))
    #expect(!PageTokens(key: Self.new).accepts(formToken: before.formToken(cookie: "c"), cookie: "c"))
  }

  @Test(arguments: ["", "x", String(repeating: "A", count: 43), String(repeating: "é", count: 30)])
  func noOtherFormTokenIsAccepted(_ token: String) {
    let tokens = PageTokens(key: Self.new, previous: Self.old)
    #expect(!tokens.accepts(formToken: token, cookie: "c"))
    #expect(!tokens.accepts(formToken: tokens.formToken(cookie: "c") + token + "x", cookie: "c"))
    #expect(!tokens.accepts(formToken: tokens.formToken(cookie: "d"), cookie: "c"))
  }

  @Test func whatIsDrawnDiffers() {
    let drawn = Set((0..<200).map { _ in PageTokens.random() })
    #expect(drawn.count == 200)
    #expect(drawn.allSatisfy { $0.count == 43 && PageTokens.isWellFormed($0) })
    #expect(Set(drawn.map(PageTokens.handle)).count == 200)
    #expect(drawn.allSatisfy { !$0.contains(PageTokens.handle(cookie: $0)) })
  }

  @Test func aHashIsSHA256() {
    #expect(
      PageTokens.hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
#endif
