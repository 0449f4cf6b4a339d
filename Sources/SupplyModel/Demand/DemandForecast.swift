/// What customers are expected to ask for, by node, SKU and period.
///
/// Rows are sorted by SKU, then node; a node and SKU without a row expects nothing. Figures are units a period. Periods
/// count as independent of each other: means and variances of several add up.
package struct DemandForecast: Sendable {
  /// A node and SKU.
  package struct Row: Hashable, Sendable {
    package var sku: SKUIndex
    package var node: NodeIndex

    package init(sku: SKUIndex, node: NodeIndex) {
      self.sku = sku
      self.node = node
    }
  }

  package private(set) var periods: PlanningPeriods
  package private(set) var rows: [Row] = []
  /// Row by row, a value for each period.
  package private(set) var means: [Double] = []
  /// The same for standard deviations.
  package private(set) var deviations: [Double] = []
  /// The rows of SKU `s` are `starts[s] ..< starts[s + 1]`.
  package private(set) var starts: [Int32] = []

  /// - Parameters:
  ///   - rows: in any order, no pair twice.
  ///   - means: `rows.count x periods.count`, row by row.
  ///   - deviations: as many.
  ///   - skus: how many SKUs the scenario has.
  /// - Complexity: O(rows log rows + SKUs).
  package init(periods: PlanningPeriods, skus: Int, rows: [Row], means: [Double], deviations: [Double]) {
    precondition(means.count == rows.count * periods.count && deviations.count == means.count)
    self.periods = periods
    let order = rows.indices.sorted { (rows[$0].sku, rows[$0].node) < (rows[$1].sku, rows[$1].node) }
    self.rows = order.map { rows[$0] }
    self.means.reserveCapacity(means.count)
    self.deviations.reserveCapacity(means.count)
    for row in order {
      let range = row * periods.count..<(row + 1) * periods.count
      self.means += means[range]
      self.deviations += deviations[range]
    }
    starts = [Int32](repeating: 0, count: skus + 1)
    for row in self.rows { starts[Int(row.sku) + 1] += 1 }
    for sku in 0..<skus { starts[sku + 1] += starts[sku] }
  }

  /// The rows of a SKU. Complexity: O(1).
  package func rows(of sku: SKUIndex) -> Range<Int> { Int(starts[Int(sku)])..<Int(starts[Int(sku) + 1]) }

  /// Where the figures of a row stand. Complexity: O(1).
  package func figures(_ row: Int) -> Range<Int> { row * periods.count..<(row + 1) * periods.count }

  /// The same figures for periods that begin on another day. Complexity: O(1).
  package func moved(to first: Day) -> DemandForecast {
    var moved = self
    moved.periods = PlanningPeriods(first: first, days: periods.days, periodDays: periods.periodDays)
    return moved
  }
}
