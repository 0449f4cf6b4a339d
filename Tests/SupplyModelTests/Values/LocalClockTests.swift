import SupplyModel
import Testing

@Suite struct LocalClockTests {
  /// An hour ahead; two from second 1,000,000 on; one again from 2,000,000 on.
  private let clock = LocalClock(starts: [.min, 1_000_000, 2_000_000], offsets: [3_600, 7_200, 3_600])

  @Test func offsets() {
    #expect(clock.offset(at: Instant(seconds: -5)) == 3_600)
    #expect(clock.offset(at: Instant(seconds: 999_999)) == 3_600)
    #expect(clock.offset(at: Instant(seconds: 1_000_000)) == 7_200)
    #expect(clock.offset(at: Instant(seconds: 2_000_000)) == 3_600)
  }

  @Test func localTimes() {
    let shanghai = LocalClock.fixed(offsetSeconds: 28_800)
    // 2026-11-11T16:30:30Z is half past midnight of the next day there.
    let local = shanghai.local(Instant(seconds: 20_768 * 86_400 + 16 * 3_600 + 30 * 60 + 30))
    #expect(local.day == Day(number: 20_769))
    #expect(local.minute.description == "00:30")
    let before = LocalClock.fixed(offsetSeconds: 0).local(Instant(seconds: -1))
    #expect(before.day == Day(number: -1))
    #expect(before.minute == MinuteOfDay(minutes: 1_439))
  }

  @Test func wallClockTimes() {
    #expect(clock.instant(localSeconds: 500_000) == Instant(seconds: 496_400))
    #expect(clock.instant(localSeconds: 1_500_000) == Instant(seconds: 1_492_800))
    // Never occurs: 1,003,600 to 1,007,199 are skipped; read with the offset before.
    #expect(clock.instant(localSeconds: 1_005_000) == Instant(seconds: 1_001_400))
    // Occurs twice, from 2,003,600 to 2,007,199; the first is meant.
    #expect(clock.instant(localSeconds: 2_005_000) == Instant(seconds: 1_997_800))
  }
}
