import ScenarioFiles
import Testing

@Suite struct GeneratedClockTests {
  @Test(arguments: [
    (0, 2026, 11, 11), (19, 2026, 11, 30), (20, 2026, 12, 1), (51, 2027, 1, 1), (475, 2028, 2, 29), (476, 2028, 3, 1),
    (3659, 2036, 11, 17),
  ]) func dates(offset: Int, year: Int, month: Int, day: Int) {
    #expect(GeneratedClock.date(offset) == (year, month, day))
  }
}
