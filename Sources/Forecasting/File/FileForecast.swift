import SupplyModel

/// forecast.csv brought to the nodes and periods that are planned.
///
/// A row holds from its start to the start of the series' next row; the last one as long as the one before it, or as the
/// shortest of the file. Means and variances are spread evenly over its days; without `sd` the variance is the mean
/// (Poisson). Rows of zones count at their home nodes. Days after a series' last row go on at its daily rate, and so do
/// days before the file's first period at the rate of the series' first row; a series that begins later than the file
/// expects nothing before.
struct FileForecast: Sendable {
  private(set) var rows: [DemandForecast.Row] = []
  /// Row by row, a value for each period.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  private(set) var notices: [Notice] = []

  /// A row's place in the order of SKU, place and start.
  private struct Key: Sendable {
    var series: UInt64
    var start: Int32
    var row: Int32

    static func ascends(_ a: Key, _ b: Key) -> Bool { a.series != b.series ? a.series < b.series : a.start < b.start }
  }

  private struct Part: Sendable {
    var rows: [DemandForecast.Row] = []
    var means: [Double] = []
    var variances: [Double] = []
    var outside = 0
    var continued = 0
    var homeless = 0.0
    var vendors = 0
  }

  private static let zoneBit: UInt64 = 1 << 31

  /// - Complexity: O(rows log rows), O(rows) where the file is sorted.
  init(_ scenario: Scenario, homes: HomeNodes?, periods: PlanningPeriods, threads: Int) {
    guard !scenario.forecast.isEmpty else { return }
    var keys = scenario.forecast.enumerated().map { index, row in
      let place =
        switch row.place {
        case .node(let node): UInt64(node)
        case .zone(let zone): UInt64(zone) | FileForecast.zoneBit
        }
      return Key(series: UInt64(row.sku) << 32 | place, start: row.periodStart.number, row: Int32(index))
    }
    if !zip(keys, keys.dropFirst()).allSatisfy({ Key.ascends($0, $1) }) { keys.sort(by: Key.ascends) }
    let sorted = keys
    var groups: [Int] = []
    var shortest = Int32.max
    var earliest = Int32.max
    for index in sorted.indices {
      earliest = min(earliest, sorted[index].start)
      if index == 0 || sorted[index].series != sorted[index - 1].series {
        groups.append(index)
      } else {
        shortest = min(shortest, sorted[index].start - sorted[index - 1].start)
      }
    }
    let spreading = ForecastSpreading(
      scenario, periods: periods, lastLength: shortest < .max ? shortest : periods.periodDays, earliest: earliest)
    groups.append(sorted.count)
    // Whole SKUs a part, so that zones of one home meet.
    var bounds = [0]
    for group in 1..<groups.count where group == groups.count - 1 || group - bounds[bounds.count - 1] >= 512 {
      if group == groups.count - 1 || sorted[groups[group]].series >> 32 != sorted[groups[group - 1]].series >> 32 {
        bounds.append(group)
      }
    }
    let (found, cuts) = (groups, bounds)
    let parts = concurrentMap(cuts.count - 1, threads: threads) { index in
      FileForecast.part(cuts[index]..<cuts[index + 1], found, sorted, scenario, homes, spreading)
    }
    for part in parts {
      rows += part.rows
      means += part.means
      variances += part.variances
    }
    note(parts)
  }

  private static func part(
    _ range: Range<Int>, _ groups: [Int], _ keys: [Key], _ scenario: Scenario, _ homes: HomeNodes?,
    _ spreading: ForecastSpreading
  ) -> Part {
    var part = Part()
    var memory = HomeNodes.Memory()
    let count = spreading.periods.count
    let service = scenario.settings.defaultService
    for group in range {
      let members = keys[groups[group]..<groups[group + 1]]
      guard let first = members.first else { continue }
      let sku = SKUIndex(first.series >> 32)
      let place = Int32(truncatingIfNeeded: first.series & (zoneBit - 1))
      var node = place
      if first.series & zoneBit != 0, let homes {
        node = homes.home(destination: homes.destination(zone: place, service: service), sku: sku, memory: &memory)
        if node < 0 {
          for key in members { part.homeless += scenario.forecast[Int(key.row)].mean }
          continue
        }
      } else if scenario.nodes[Int(node)].tier == .vendor {
        part.vendors += 1
        continue
      }
      let row = DemandForecast.Row(sku: sku, node: node)
      var at = part.rows.count
      while at > 0, part.rows[at - 1].sku == sku, part.rows[at - 1].node >= node { at -= 1 }
      if at == part.rows.count || part.rows[at] != row {
        part.rows.insert(row, at: at)
        part.means.insert(contentsOf: repeatElement(0, count: count), at: at * count)
        part.variances.insert(contentsOf: repeatElement(0, count: count), at: at * count)
      }
      let spread = spreading.add(
        members.map { scenario.forecast[Int($0.row)] }, to: &part.means, and: &part.variances, at: at * count)
      part.outside += spread.outside
      part.continued += spread.isContinued ? 1 : 0
    }
    return part
  }

  private mutating func note(_ parts: [Part]) {
    let outside = parts.reduce(0) { $0 + $1.outside }
    if outside > 0 { notices.append(Notice("forecast.csv, rows wholly outside the horizon: \(outside)")) }
    let continued = parts.reduce(0) { $0 + $1.continued }
    if continued > 0 {
      notices.append(
        Notice(
          "forecast.csv, series without rows for the whole horizon, where the nearest row's daily rate goes on: "
            + "\(continued)"))
    }
    let homeless = parts.reduce(0) { $0 + $1.homeless }
    if homeless > 0 {
      notices.append(
        Notice(
          "forecast.csv, units of zones left out, since no node carries their SKU and could send it: "
            + "\(Int64(homeless.rounded(.up)))"))
    }
    let vendors = parts.reduce(0) { $0 + $1.vendors }
    if vendors > 0 { notices.append(Notice("forecast.csv, series of vendors, left out: \(vendors)")) }
  }
}
