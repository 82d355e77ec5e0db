import PosternDiagram
import Testing

@Suite struct BigCountTests {
  @Test func smallNumbersAreThemselves() {
    #expect(BigCount.zero.description == "0")
    #expect(BigCount(1_234_567).description == "1234567")
    #expect(BigCount(1_234_567).readable == "1,234,567")
    #expect((BigCount(999) + .one).readable == "1,000")
    #expect((BigCount(0) * BigCount(7)).isZero)
  }

  @Test func largeNumbersAreExact() {
    let factorial = (1...30).reduce(BigCount.one) { $0 * BigCount($1) }
    #expect(factorial.description == "265252859812191058636308480000000")
    #expect(factorial.readable == "2.65 × 10^32")
    #expect(BigCount.powerOfTwo(128).description == "340282366920938463463374607431768211456")
    #expect(BigCount.powerOfTwo(64) * .powerOfTwo(64) == .powerOfTwo(128))
    #expect(BigCount.powerOfTwo(127) + .powerOfTwo(127) == .powerOfTwo(128))
    #expect(BigCount.powerOfTwo(127) < .powerOfTwo(128))
  }
}
