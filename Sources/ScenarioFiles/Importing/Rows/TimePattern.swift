import SupplyModel

/// A way times are written in exports: `yyyy-MM-dd HH:mm:ss`, `d/M/yy h:mm a`, `yyyy-MM-dd HH:mm:ss Z`.
///
/// `yyyy` `yy` (2000 to 2099) `MM` `dd` `HH` `hh` `mm` `ss` are so many digits, the single letters one or two digits,
/// `MMM` an English month (`Nov`, `November`), `a` AM or PM, `Z` an offset (`Z`, `+0100`, `+01:00`), `S` any number of
/// decimals of a second (read and dropped). Everything else stands for itself; `'…'` quotes letters.
struct TimePattern: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case number(Field, digits: ClosedRange<Int>)
    case monthName, halfDay, offset, decimals
    case literal(UInt8)
  }

  enum Field: Sendable { case year, shortYear, month, day, hour, halfHour, minute, second }

  private(set) var parts: [Part] = []

  /// - Returns: nil where a letter of the pattern is unknown or the pattern has no year, month and day.
  init?(_ pattern: String) {
    let text = Array(pattern.utf8)
    var position = 0
    while position < text.count {
      let letter = text[position]
      if letter == UInt8(ascii: "'") {
        position += 1
        while position < text.count, text[position] != UInt8(ascii: "'") {
          parts.append(.literal(text[position]))
          position += 1
        }
        position += 1
        continue
      }
      guard (letter | 0x20) >= UInt8(ascii: "a"), (letter | 0x20) <= UInt8(ascii: "z") else {
        parts.append(.literal(letter))
        position += 1
        continue
      }
      var count = 0
      while position < text.count, text[position] == letter {
        count += 1
        position += 1
      }
      guard let part = TimePattern.part(letter, count) else { return nil }
      parts.append(part)
    }
    let fields = parts.compactMap { part -> Field? in
      if case .number(let field, _) = part { field } else { nil }
    }
    guard fields.contains(where: { $0 == .year || $0 == .shortYear }), fields.contains(.day),
      fields.contains(.month) || parts.contains(.monthName)
    else { return nil }
  }

  private static func part(_ letter: UInt8, _ count: Int) -> Part? {
    func number(_ field: Field) -> Part? { count <= 2 ? .number(field, digits: count...2) : nil }
    switch letter {
    case UInt8(ascii: "y"): return count == 4 ? .number(.year, digits: 4...4) : count == 2 ? number(.shortYear) : nil
    case UInt8(ascii: "M"): return count == 3 ? .monthName : number(.month)
    case UInt8(ascii: "d"): return number(.day)
    case UInt8(ascii: "H"): return number(.hour)
    case UInt8(ascii: "h"): return number(.halfHour)
    case UInt8(ascii: "m"): return number(.minute)
    case UInt8(ascii: "s"): return number(.second)
    case UInt8(ascii: "S"): return .decimals
    case UInt8(ascii: "a"): return count == 1 ? .halfDay : nil
    case UInt8(ascii: "Z"): return count == 1 ? .offset : nil
    default: return nil
    }
  }
}

/// A time read from an export: wall-clock seconds, and the offset where the text has one.
struct ReadTime: Equatable, Sendable {
  /// Seconds since 1970-01-01T00:00 by the clock that wrote the text.
  var localSeconds: Int64
  /// Seconds east of UTC, nil where the text does not say.
  var offset: Int64?
}

extension TimePattern {
  /// Reads a text that matches the pattern as a whole, or nil.
  func read(_ text: ArraySlice<UInt8>) -> ReadTime? {
    var scanner = TimeScanner(rest: text)
    for part in parts {
      guard scanner.take(part) else { return nil }
    }
    return scanner.rest.isEmpty ? scanner.time : nil
  }
}

/// The fields of a time while its text is being read.
private struct TimeScanner {
  var rest: ArraySlice<UInt8>
  var year = 0
  var month = 0
  var day = 0
  var hour = 0
  var minute = 0
  var second = 0
  /// nil where the hour counts to 24.
  var halfHour: Int?
  var isAfternoon = false
  var offset: Int64?

  var time: ReadTime? {
    guard let date = Day(year: year, month: month, day: day) else { return nil }
    var hour = hour
    if let halfHour {
      guard (1...12).contains(halfHour) else { return nil }
      hour = halfHour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24, minute < 60, second < 61 else { return nil }
    return ReadTime(
      localSeconds: Int64(date.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + min(second, 59)), offset: offset)
  }

  mutating func take(_ part: TimePattern.Part) -> Bool {
    switch part {
    case .literal(let byte):
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    case .number(let field, let digits):
      guard let value = number(digits) else { return false }
      set(field, value)
      return true
    case .monthName: return takeMonth()
    case .halfDay:
      guard rest.count >= 2 else { return false }
      let letter = rest[rest.startIndex] | 0x20
      guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p"),
        rest[rest.startIndex + 1] | 0x20 == UInt8(ascii: "m")
      else { return false }
      isAfternoon = letter == UInt8(ascii: "p")
      rest = rest.dropFirst(2)
      return true
    case .decimals:
      let before = rest.count
      rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return rest.count < before
    case .offset: return takeOffset()
    }
  }

  private mutating func set(_ field: TimePattern.Field, _ value: Int) {
    switch field {
    case .year: year = value
    case .shortYear: year = 2000 + value
    case .month: month = value
    case .day: day = value
    case .hour: hour = value
    case .halfHour: halfHour = value
    case .minute: minute = value
    case .second: second = value
    }
  }

  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < digits.upperBound, let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      count += 1
      rest.removeFirst()
    }
    return count >= digits.lowerBound ? value : nil
  }

  private mutating func takeMonth() -> Bool {
    let word = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    let text = String(decoding: word, as: UTF8.self).lowercased()
    let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    guard text.utf8.count >= 3, let index = months.firstIndex(where: { $0.hasPrefix(text) }) else { return false }
    month = index + 1
    rest = rest.dropFirst(word.count)
    return true
  }

  private mutating func takeOffset() -> Bool {
    guard let sign = rest.first else { return false }
    rest.removeFirst()
    if sign == UInt8(ascii: "Z") {
      offset = 0
      return true
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = number(2...2) else { return false }
    if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
    guard let minutes = number(2...2), hours <= 14, minutes < 60 else { return false }
    let seconds = Int64(hours * 3_600 + minutes * 60)
    offset = sign == UInt8(ascii: "-") ? -seconds : seconds
    return true
  }
}
