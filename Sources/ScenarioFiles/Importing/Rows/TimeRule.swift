import SupplyModel

/// How a column of times is read and written: the first pattern that fits the whole text holds.
struct TimeRule: Sendable {
  enum Output: Sendable {
    /// `2011-11-07T08:26:00Z`.
    case instant
    /// The local day, `2011-11-07`.
    case date
  }

  var patterns: [TimePattern]
  /// The clock of texts without an offset, and of the local day; nil = UTC, or the text's own offset.
  var clock: LocalClock?
  var output: Output
  /// Added to the day written; only for `.date`.
  var addDays: Int32 = 0

  /// Appends the time of a cell to the buffer.
  func write(_ range: Range<Int>, to row: inout RowBuffer) throws(RowFault) -> Range<Int> {
    let cell = row.bytes[range]
    var read: ReadTime?
    for pattern in patterns {
      read = pattern.read(cell)
      if read != nil { break }
    }
    guard let read else { throw RowFault(reason: output == .date ? "not a date" : "not a time") }
    let clock = clock ?? .fixed(offsetSeconds: Int32(read.offset ?? 0))
    let instant =
      read.offset.map { Instant(seconds: read.localSeconds - $0) } ?? clock.instant(localSeconds: read.localSeconds)
    let start = row.bytes.count
    switch output {
    case .date:
      let day = read.offset == nil ? Day(seconds: read.localSeconds) : clock.local(instant).day
      row.append(day + addDays)
    case .instant:
      let day = Day(seconds: instant.seconds)
      row.append(day)
      row.append(secondsOfDay: instant.seconds - Int64(day.number) * 86_400)
    }
    return start..<row.bytes.count
  }
}

extension RowBuffer {
  private mutating func append(digits value: Int, width: Int) {
    var unit = 1
    for _ in 1..<width { unit *= 10 }
    while unit > 0 {
      appendByte(UInt8(ascii: "0") + UInt8(value / unit % 10))
      unit /= 10
    }
  }

  fileprivate mutating func append(_ day: Day) {
    let (year, month, date) = day.date
    append(digits: year, width: 4)
    appendByte(UInt8(ascii: "-"))
    append(digits: month, width: 2)
    appendByte(UInt8(ascii: "-"))
    append(digits: date, width: 2)
  }

  fileprivate mutating func append(secondsOfDay seconds: Int64) {
    appendByte(UInt8(ascii: "T"))
    append(digits: Int(seconds / 3_600), width: 2)
    appendByte(UInt8(ascii: ":"))
    append(digits: Int(seconds / 60 % 60), width: 2)
    appendByte(UInt8(ascii: ":"))
    append(digits: Int(seconds % 60), width: 2)
    appendByte(UInt8(ascii: "Z"))
  }
}
