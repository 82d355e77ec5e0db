#if Server
/// The page's stylesheet. Colours are computed from the accent, so that every text keeps its contrast; lengths are
/// relative, so that it grows with the reader's font; sides are logical, so that it turns with the language.
enum PageStylesheet {
  /// Where the policy has none.
  static let accent = Colour(0x2B, 0x55, 0xC4)

  static let lightSurface = Colour.white
  static let darkSurface = Colour(0x17, 0x1B, 0x22)

  static func text(accent: Colour) -> String {
    let light = AccentTones(accent: accent, surface: lightSurface, end: .ink)
    let dark = AccentTones(accent: accent, surface: darkSurface, end: .white)
    return """
      :root {
        color-scheme: light dark;
        --page: #f3f5f8; --surface: \(lightSurface.hexadecimal); --line: #dde1e8; --edge: #79818f;
        --ink: #151922; --quiet: #525a69;
        --bad: #a8221b; --bad-wash: #fdf2f1; --good: #18693a; --good-wash: #edf7f0;
        --field: #ffffff; --shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 12px 32px rgb(16 24 40 / 7%);
        \(variables(light))
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --page: #0d1015; --surface: \(darkSurface.hexadecimal); --line: #2b313c; --edge: #808a9b;
          --ink: #eef0f4; --quiet: #a7afbd;
          --bad: #ffb1a9; --bad-wash: #2f1a1a; --good: #86d9a6; --good-wash: #15281d;
          --field: #10141a; --shadow: none;
          \(variables(dark))
        }
      }

      """ + rules
  }

  private static func variables(_ tones: AccentTones) -> String {
    """
    --fill: \(tones.fill.hexadecimal); --fill-hover: \(tones.fillHover.hexadecimal); \
    --fill-edge: \(tones.edge.hexadecimal); --on-fill: \(tones.onFill.hexadecimal); --accent: \(tones.text.hexadecimal);
    """
  }
}
#endif
