import SupplyModel

/// What policies made of the same demand, side by side: means over the replications and their 95% intervals.
package struct SimulationTable: Sendable {
  private let result: SimulationResult

  package init(_ result: SimulationResult) { self.result = result }

  private static let rows: [(metric: SimulationMetric, isShare: Bool)?] = [
    (.turnoverDays, false), (.sellThrough, true), (.activeSKURate, true), (.slowStockShare, true), nil,
    (.fillRate, true), (.orderFillRate, true), (.stockoutRate, true), (.lostSalesUnits, false),
    (.lostSalesValue, false), nil, (.orders, false), (.splitRate, true), (.shipmentsPerOrder, false),
    (.localRate, true), (.onTimeRate, true), (.promisesAfterEnd, false), (.cycleTimeP50, false),
    (.cycleTimeP95, false), nil,
    (.costToServe, false), (.holdingPerUnitSold, false), (.gmv, false), (.onlineShare, true), (.gmroi, false),
    (.contribution, false), (.crossChannelCustomers, true), (.crossChannelRepeatRate, true), (.hindsightBound, false),
    (.hindsightGap, true),
  ]

  /// The table for people. Metrics that no policy defines are left out.
  package var text: String {
    var table = TextTable()
    let measured = result.days - result.warmupDays
    table.add(["\(measured) days from \(result.start + Int32(result.warmupDays))"] + result.policies.map(\.description))
    table.rule()
    for row in SimulationTable.rows {
      guard let row else {
        table.rule()
        continue
      }
      let means = result.policies.indices.map { result.mean(row.metric, $0) }
      if means.allSatisfy({ $0 == nil }) { continue }
      // Said where there is something to say.
      if row.metric == .promisesAfterEnd && means.allSatisfy({ $0?.mean == 0 }) { continue }
      table.add([row.metric.rawValue] + means.map { text($0, isShare: row.isShare) })
    }
    let closed = result.policies.indices.map { $0 == 0 ? nil : result.gapClosed($0) }
    if closed.contains(where: { $0 != nil }) {
      table.add(["hindsight_gap_closed"] + closed.map { text($0, isShare: true) })
    }
    return table.text
  }

  private func text(_ mean: SampleMean?, isShare: Bool) -> String {
    guard let mean else { return "-" }
    let (value, width) = (mean.mean, mean.halfWidth ?? 0)
    let spread = width > 0 ? " ± " + (isShare ? percent(width) : number(width, like: value)) : ""
    return (isShare ? percent(value) : number(value, like: value)) + spread
  }

  /// Two decimals for small numbers, none for large ones.
  private func number(_ value: Double, like scale: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    if scale.magnitude >= 10_000 { return grouped(Int64(value.rounded())) }
    let hundredths = Int64((value * 100).rounded())
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 && hundredths > -100 ? "-" : ""
    return sign + grouped(hundredths / 100) + "." + (rest < 10 ? "0" : "") + String(rest)
  }
}
