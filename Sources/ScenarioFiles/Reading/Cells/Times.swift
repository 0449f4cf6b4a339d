import SupplyModel

/// What a date or a time says before the time zone of the scenario is applied.
enum Moment: Hashable, Sendable {
  /// A date alone.
  case day(Day)
  /// A wall-clock time, in seconds since 1970-01-01T00:00 local.
  case local(seconds: Int64)
  /// A time with a zone.
  case instant(Instant)

  /// The instant meant; a date alone is its first minute.
  func instant(_ clock: LocalClock) -> Instant {
    switch self {
    case .day(let day): clock.instant(localSeconds: Int64(day.number) * 86_400)
    case .local(let seconds): clock.instant(localSeconds: seconds)
    case .instant(let instant): instant
    }
  }

  /// The local day meant.
  func day(_ clock: LocalClock) -> Day {
    switch self {
    case .day(let day): day
    case .local(let seconds): Day(seconds: seconds)
    case .instant(let instant): clock.local(instant).day
    }
  }
}

/// `2026-11-11`, years 0001 to 9999, or nil. Complexity: O(1).
package func parseDay(_ text: UnsafeBufferPointer<UInt8>) -> Day? {
  guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D, let century = twoDigits(text, 0),
    let years = twoDigits(text, 2), let month = twoDigits(text, 5), let day = twoDigits(text, 8),
    century + years > 0
  else { return nil }
  return Day(year: century * 100 + years, month: month, day: day)
}

/// ISO 8601: a date, or a date with `T` or a space and `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`, then nothing, `Z`, `+08`,
/// `+0800` or `+08:00`; nil otherwise. Fractions of a second are cut off. Complexity: O(length).
func parseMoment(_ text: UnsafeBufferPointer<UInt8>) -> Moment? {
  guard text.count >= 10, let day = parseDay(UnsafeBufferPointer(rebasing: text[0..<10])) else { return nil }
  if text.count == 10 { return .day(day) }
  guard text.count >= 16, text[10] == 0x54 || text[10] == 0x74 || text[10] == 0x20, text[13] == 0x3A,
    let hour = twoDigits(text, 11), hour < 24, let minute = twoDigits(text, 14), minute < 60
  else { return nil }
  var seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60)
  var index = 16
  if index < text.count, text[index] == 0x3A {
    // A leap second counts as the first of the next minute.
    guard let second = twoDigits(text, 17), second <= 60 else { return nil }
    seconds += Int64(second)
    index = 19
    if index < text.count, text[index] == 0x2E || text[index] == 0x2C {
      let start = index + 1
      index = start
      while index < text.count, isDigit(text[index]) { index += 1 }
      guard index > start else { return nil }
    }
  }
  if index == text.count { return .local(seconds: seconds) }
  guard let offset = parseOffset(text, from: index) else { return nil }
  return .instant(Instant(seconds: seconds - offset))
}

/// Seconds east of UTC written at the end of a time.
private func parseOffset(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int64? {
  let rest = text.count - start
  if rest == 1, text[start] | 0x20 == 0x7A { return 0 }
  guard text[start] == 0x2B || text[start] == 0x2D, let hours = twoDigits(text, start + 1), hours <= 15 else {
    return nil
  }
  var minutes = 0
  switch rest {
  case 3: break
  case 5:
    guard let value = twoDigits(text, start + 3) else { return nil }
    minutes = value
  case 6:
    guard text[start + 3] == 0x3A, let value = twoDigits(text, start + 4) else { return nil }
    minutes = value
  default: return nil
  }
  guard minutes < 60 else { return nil }
  let seconds = Int64(hours * 3_600 + minutes * 60)
  return text[start] == 0x2D ? -seconds : seconds
}

/// `HH:MM`, 00:00 to 23:59, or nil. Complexity: O(1).
func parseMinuteOfDay(_ text: UnsafeBufferPointer<UInt8>) -> MinuteOfDay? {
  guard text.count == 5, text[2] == 0x3A, let hour = twoDigits(text, 0), hour < 24, let minute = twoDigits(text, 3),
    minute < 60
  else { return nil }
  return MinuteOfDay(minutes: Int16(hour * 60 + minute))
}

/// The two digits at `index`, or nil where they are not there.
@inline(__always)
private func twoDigits(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
  guard index + 1 < text.count else { return nil }
  let tens = text[index] &- 0x30
  let ones = text[index + 1] &- 0x30
  guard tens < 10, ones < 10 else { return nil }
  return Int(tens) * 10 + Int(ones)
}
