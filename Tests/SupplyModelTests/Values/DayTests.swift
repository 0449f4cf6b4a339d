import SupplyModel
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2026, 11, 11, 20_768), (1, 1, 1, -719_162),
    (9999, 12, 31, 2_932_896), (1900, 3, 1, -25_508),
  ])
  func civilDates(year: Int, month: Int, day: Int, number: Int32) throws {
    let value = try #require(Day(year: year, month: month, day: day))
    #expect(value.number == number)
    #expect(value.date == (year, month, day))
  }

  @Test(arguments: [(2026, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (2026, 1, 0)])
  func datesThatAreNone(year: Int, month: Int, day: Int) { #expect(Day(year: year, month: month, day: day) == nil) }

  @Test func everyDayOfFourCenturies() {
    for number in Int32(-20_000)..<130_000 {
      let (year, month, day) = Day(number: number).date
      #expect(Day(year: year, month: month, day: day)?.number == number)
    }
  }

  @Test func text() {
    #expect(Day(number: 20_768).description == "2026-11-11")
    #expect(Day(number: -719_162).description == "0001-01-01")
  }

  @Test func weekdays() {
    #expect(Day(number: 0).weekday == .thursday)
    #expect(Day(number: -1).weekday == .wednesday)
    #expect(Day(number: 20_768).weekday == .wednesday)
    #expect(Day(number: -4).weekday == .sunday)
    #expect(WeekdaySet.everyDay.contains(WeekdaySet(.sunday)))
  }

  @Test func arithmetic() {
    #expect(Day(number: 3) + 4 == Day(number: 7))
    #expect(Day(number: 3) - Day(number: 5) == -2)
  }
}
