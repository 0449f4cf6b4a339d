import Foundation
import SupplyModel

extension LocalClock {
  /// The clock of a named time zone, with its changes from 1970 to 2100, or nil where the name is unknown.
  init?(zoneNamed name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    let first = Date(timeIntervalSince1970: 0)
    let last = Date(timeIntervalSince1970: 4_102_444_800)
    var starts = [Int64.min]
    var offsets = [Int32(zone.secondsFromGMT(for: first))]
    var date = first
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < last {
      starts.append(Int64(next.timeIntervalSince1970))
      offsets.append(Int32(zone.secondsFromGMT(for: next)))
      date = next
    }
    self.init(starts: starts, offsets: offsets)
  }
}
