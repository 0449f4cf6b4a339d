import Foundation
import SupplyModel

extension LocalClock {
  /// The clock of a zone of the time zone database, such as `Asia/Shanghai`, or nil where there is no such zone.
  ///
  /// Holds every change from 1970 to 2100. Planners cannot ask Foundation themselves: the zone is looked up once, here.
  init?(timezone name: String) {
    guard !name.isEmpty, let zone = TimeZone(identifier: name) else { return nil }
    var starts = [Int64.min]
    var offsets = [Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)))]
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var moment = Date(timeIntervalSince1970: 0)
    while let change = zone.nextDaylightSavingTimeTransition(after: moment), change > moment, change < end {
      let offset = Int32(zone.secondsFromGMT(for: change))
      if offset != offsets.last {
        starts.append(Int64(change.timeIntervalSince1970.rounded()))
        offsets.append(offset)
      }
      moment = change
    }
    self.init(starts: starts, offsets: offsets)
  }

  /// All names of zones.
  static var knownTimezones: [String] { TimeZone.knownTimeZoneIdentifiers.sorted() }
}
