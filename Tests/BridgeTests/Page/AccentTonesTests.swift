#if Server
import Testing

@testable import PosternBridge

@Suite struct AccentTonesTests {
  @Test func contrastIsThatOfWCAG() throws {
    #expect(Colour.white.contrast(with: Colour(0, 0, 0)) == 21)
    let grey = try #require(Colour(hexadecimal: "#767676"))
    #expect(abs(grey.contrast(with: .white) - 4.54) < 0.01)
    #expect(grey.hexadecimal == "#767676")
  }

  @Test(arguments: ["", "red", "#12345", "#1234567", "#12345g", "123456", "#١٢٣٤٥٦"])
  func onlySixHexadecimalDigitsAreAColour(_ text: String) {
    #expect(Colour(hexadecimal: text) == nil)
  }

  @Test func everyAccentCanBeRead() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let accent = Colour(red, green, blue)
          for (surface, end) in [
            (PageStylesheet.lightSurface, Colour.ink), (PageStylesheet.darkSurface, Colour.white),
          ] {
            let tones = AccentTones(accent: accent, surface: surface, end: end)
            let name = "\(accent.hexadecimal) on \(surface.hexadecimal)"
            if tones.edge.contrast(with: surface) < 3 { Issue.record("edge of \(name)") }
            if tones.onFill.contrast(with: tones.fill) < 4.5 { Issue.record("text on fill of \(name)") }
            if tones.onFill.contrast(with: tones.fillHover) < 4.5 { Issue.record("text on hover of \(name)") }
            if tones.text.contrast(with: surface) < 4.5 { Issue.record("text of \(name)") }
          }
        }
      }
    }
  }

  @Test func anAccentThatCanBeReadStaysItself() throws {
    let accent = try #require(Colour(hexadecimal: "#2b55c4"))
    let tones = AccentTones(accent: accent, surface: .white, end: .ink)
    #expect(tones.fill == accent && tones.text == accent && tones.onFill == .white)
    #expect(tones.edge == accent)
    let yellow = try #require(Colour(hexadecimal: "#ffd400"))
    #expect(AccentTones(accent: yellow, surface: .white, end: .ink).fill == yellow)
  }

  @Test func anotherAccentIsAnotherVersion() {
    let first = PageAssets(accent: "#2f855a")
    #expect(first.stylesheet.version != PageAssets(accent: nil).stylesheet.version)
    #expect(first.stylesheet.version == PageAssets(accent: "#2f855a").stylesheet.version)
    #expect(first.script == PageAssets(accent: nil).script)
    #expect(
      PageAssets(accent: "red; } body { display: none").stylesheet == PageAssets(accent: nil).stylesheet)
  }
}
#endif
