/// A calendar day as a count of days since 1970-01-01 (proleptic Gregorian).
@usableFromInline
package struct Day: Hashable, Comparable, Sendable {
  @usableFromInline package var number: Int32

  @inlinable package init(number: Int32) { self.number = number }

  /// The day of a count of seconds since 1970-01-01T00:00 by the same clock, before 1970 too.
  package init(seconds: Int64) {
    number = Int32(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  @inlinable package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  @inlinable package static func + (day: Day, days: Int32) -> Day { Day(number: day.number + days) }
  @inlinable package static func - (a: Day, b: Day) -> Int32 { a.number - b.number }

  /// The day of a civil date, or nil where the calendar has no such day.
  ///
  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". Complexity: O(1).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Days in a month, leap years included.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The civil date of this day.
  package var date: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The day of the week.
  package var weekday: Weekday {
    // 1970-01-01 was a Thursday, three days after a Monday.
    let index = (Int(number) + 3) % 7
    return Weekday(rawValue: UInt8(index < 0 ? index + 7 : index)) ?? .monday
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2026-11-11`.
  @usableFromInline package var description: String {
    let (year, month, day) = date
    let text = String(year)
    return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text + "-" + twoDigits(month) + "-"
      + twoDigits(day)
  }
}

/// A day of the week.
package enum Weekday: UInt8, CaseIterable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// A set of weekdays in one byte.
package struct WeekdaySet: OptionSet, Hashable, Sendable {
  package var rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package init(_ weekday: Weekday) { self.rawValue = 1 << weekday.rawValue }

  package static let everyDay = WeekdaySet(rawValue: 0b111_1111)
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
