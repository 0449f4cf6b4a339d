/// A minute of a local day, 0 (00:00) to 1439 (23:59).
@usableFromInline
package struct MinuteOfDay: Hashable, Comparable, Sendable {
  @usableFromInline package var minutes: Int16

  @inlinable package init(minutes: Int16) { self.minutes = minutes }
  @inlinable package static func < (a: MinuteOfDay, b: MinuteOfDay) -> Bool { a.minutes < b.minutes }
}

extension MinuteOfDay: CustomStringConvertible {
  @usableFromInline package var description: String {
    "\(twoDigits(Int(minutes) / 60)):\(twoDigits(Int(minutes) % 60))"
  }
}

/// An instant as seconds since 1970-01-01T00:00:00Z.
@usableFromInline
package struct Instant: Hashable, Comparable, Sendable {
  @usableFromInline package var seconds: Int64

  @inlinable package init(seconds: Int64) { self.seconds = seconds }
  @inlinable package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
}

/// The scenario's time zone as a plain table, so that planners need no time zone database.
///
/// `starts[i]` is the first second at which `offsets[i]` (seconds east of UTC) holds; `starts[0]` is `Int64.min`.
package struct LocalClock: Hashable, Sendable {
  package var starts: [Int64]
  package var offsets: [Int32]

  /// - Precondition: both arrays have one length >= 1, `starts` ascends and begins with `Int64.min`.
  package init(starts: [Int64], offsets: [Int32]) {
    precondition(!starts.isEmpty && starts.count == offsets.count && starts[0] == .min)
    self.starts = starts
    self.offsets = offsets
  }

  /// A clock with one offset for all time.
  package static func fixed(offsetSeconds: Int32) -> LocalClock {
    LocalClock(starts: [.min], offsets: [offsetSeconds])
  }

  /// Seconds east of UTC at an instant. Complexity: O(log transitions).
  package func offset(at instant: Instant) -> Int32 {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= instant.seconds { low = middle } else { high = middle }
    }
    return offsets[low]
  }

  /// The local day and minute of an instant.
  package func local(_ instant: Instant) -> (day: Day, minute: MinuteOfDay) {
    let seconds = instant.seconds + Int64(offset(at: instant))
    let day = Day(seconds: seconds)
    return (day, MinuteOfDay(minutes: Int16((seconds - Int64(day.number) * 86_400) / 60)))
  }

  /// The instant of a local wall-clock time given as seconds since 1970-01-01T00:00 local.
  ///
  /// A time that occurs twice (clocks set back) is the first; one that never occurs (clocks set forward) is read with
  /// the offset before the change.
  package func instant(localSeconds: Int64) -> Instant {
    // Offsets stay within a day, so only the offsets around the guess can hold.
    let early = Int64(offset(at: Instant(seconds: localSeconds - 86_400)))
    let candidate = Instant(seconds: localSeconds - early)
    if Int64(offset(at: candidate)) == early { return candidate }
    let late = Int64(offset(at: Instant(seconds: localSeconds + 86_400)))
    let second = Instant(seconds: localSeconds - late)
    return Int64(offset(at: second)) == late ? second : candidate
  }
}
