import SupplyModel

/// The curves of all nodes of a SKU in all periods, in packs.
struct StockCurveTable: Sendable {
  struct Piece: Hashable, Sendable {
    /// Packs.
    var width: Int32
    /// Millionths a pack.
    var slope: Double
    /// Packs that cannot leave: their slope is a mere barrier and no cost.
    var isFixed = false
  }

  let pack: Int32
  private let periods: Int
  private var starts: [Int32] = [0]
  private var all: [Piece] = []
  /// What the SKU costs with no pack anywhere (millionths): all demand is lost or waits.
  private(set) var constant = 0.0
  /// Packs that demand of each row could use at most.
  private(set) var reach: [Int32] = []

  /// - Parameters:
  ///   - shifts: units by row and period.
  ///   - canLeave: by row, whether its stock can be sent anywhere.
  /// - Complexity: O(units that demand may reach).
  init(
    _ rows: Range<Int>, goods: GoodsTable, forecast: DemandForecast, terms: SKUTerms, baseline: Baseline,
    shifts: [Int32], canLeave: [Bool]
  ) {
    pack = terms.pack
    periods = forecast.periods.count
    var slopes = ConvexSlopes()
    let none = ArraySlice([Double](repeating: 0, count: periods))
    for (index, row) in rows.enumerated() {
      let own = index * periods..<(index + 1) * periods
      let figures = goods.rows[row].forecast >= 0 ? forecast.figures(Int(goods.rows[row].forecast)) : 0..<0
      let demand = CumulativeDemand(
        means: figures.isEmpty ? none : forecast.means[figures],
        deviations: figures.isEmpty ? none : forecast.deviations[figures])
      let curve = StockCurve(demand: demand, terms: terms, shifts: Array(shifts[own]))
      reach.append(Int32(clamping: (demand.reach(periods - 1) + Int(pack) - 1) / Int(pack)))
      for period in 0..<periods {
        let base = baseline.units[index * periods + period]
        let from = Int(base % pack)
        // Units that make no pack stay in any case, and so do as many packs as protection needs beside them.
        let kept = max(0, min(goods.rows[row].protected, base) - Int32(from))
        let least = canLeave[index] ? (kept + pack - 1) / pack : base / pack
        curve.packSlopes(period, from: from, least: least, into: &slopes)
        constant += curve.shortage(period, from: from)
        if least > 0 { constant += curve.fixedCost(period, from: from, packs: Int(least)) }
        for (order, piece) in slopes.pieces.enumerated() {
          all.append(Piece(width: piece.width, slope: piece.slope, isFixed: least > 0 && order == 0))
        }
        starts.append(Int32(all.count))
      }
    }
  }

  /// What the SKU costs with so many packs supplied by row and period (millionths).
  func cost(_ packs: [Int32]) -> Double {
    var cost = constant
    for (index, packs) in packs.enumerated() {
      var left = packs
      for piece in all[Int(starts[index])..<Int(starts[index + 1])] where left > 0 {
        let taken = min(left, piece.width)
        if !piece.isFixed { cost += piece.slope * Double(taken) }
        left -= taken
      }
    }
    return cost
  }

  /// The pieces of a row's curve in a period, by ascending slope; the last is unlimited.
  func pieces(row: Int, period: Int) -> ArraySlice<Piece> {
    let index = row * periods + period
    return all[Int(starts[index])..<Int(starts[index + 1])]
  }
}

extension StockCurve {
  /// What is lost or waits in a period where nothing but `units` is ever supplied (millionths).
  func shortage(_ period: Int, from units: Int) -> Double {
    if period > terms.seasonEnd { return 0 }
    let step = demand.step(period)
    var sum = 0.0
    var reached = units + Int(shifts[period])
    let end = demand.reach(period)
    while reached < end {
      let middle = demand.middle(period, reached)
      let above = demand.above(period, middle)
      let saved =
        terms.waiting.isEmpty
        ? terms.lost * max(0, above - demand.above(period - 1, middle)) : terms.waiting[period] * above
      // Up to the end of the step: the first may be entered halfway.
      let width = reached < 0 ? -reached : step - reached % step
      sum += saved * Double(width)
      reached += width
    }
    return sum
  }

  /// What packs that cannot leave cost, or save.
  func fixedCost(_ period: Int, from units: Int, packs: Int) -> Double {
    let end = units + packs * Int(terms.pack)
    var (unit, sum) = (units, 0.0)
    let reach = demand.reach(min(shifts.count - 1, period + (terms.shelfPeriods ?? 0))) + abs(Int(shifts[period]))
    while unit < min(end, reach + 1) {
      sum += unitSlope(period, unit)
      unit += 1
    }
    if end > unit { sum += unitSlope(period, end) * Double(end - unit) }
    return sum
  }
}
