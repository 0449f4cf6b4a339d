import Studies
import Testing

@Suite struct StudyNumberTests {
  @Test(arguments: [("1.5", 1_500_000_000), ("-0.05", -50_000_000), ("1e-9", 1), ("7", 7_000_000_000)])
  func reads(text: String, billionths: Int64) throws {
    #expect(try #require(StudyNumber(text)).billionths == billionths)
  }

  @Test(arguments: ["", "x", "1.5x", "0.0000000001", "1e12", "nan"])
  func refuses(text: String) { #expect(StudyNumber(text) == nil) }
}

@Suite struct SettingPathTests {
  @Test func reads() throws {
    let path = try #require(SettingPath("simulation.promotions[0].factor"))
    #expect(path.steps == [.key("simulation"), .key("promotions"), .index(0), .key("factor")])
    #expect(try #require(SettingPath("a[1][2]")).steps == [.key("a"), .index(1), .index(2)])
  }

  @Test(arguments: ["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "[0]", "a[0]b"])
  func refuses(text: String) { #expect(SettingPath(text) == nil) }
}
