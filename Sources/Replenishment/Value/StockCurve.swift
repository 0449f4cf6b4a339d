import SupplyModel

/// What stock at a node is worth in a period, as a convex cost of all that has been supplied to it up to then.
///
/// Supply counts from the planning day and is not lessened by sales: with `S` units supplied through period t and
/// demand `D` through t, `S - D` are left, or lacking. Per unit, the next one saves a lost sale where the demand that
/// needs it falls in period t, and otherwise is held; see scenarios/README.md, "Replenishment", for the formula.
struct StockCurve {
  let demand: CumulativeDemand
  let terms: SKUTerms
  /// Units by which supply counts for more in each period: expected to be lost before it (they need no stock any more)
  /// less those expected to have spoiled.
  let shifts: [Int32]
  /// Of a node that passes goods on: who could use what it has in each period before it spoils; nil = its own customers.
  var useBy: CumulativeDemand?
  /// What is left at the end of the horizon; nil = nothing.
  var worth: StockWorth?

  /// The slope that keeps packs where they are that cannot leave.
  static let barrier = -1e15
  /// Pieces of a curve at most, about: enough that a piece spans less than a tenth of a probability.
  static let pieces = 16

  /// What the unit after `units` costs in a period (millionths; negative = saves).
  func unitSlope(_ period: Int, _ units: Int) -> Double {
    if period > terms.seasonEnd { return 0 }
    let reached = demand.middle(period, units + Int(shifts[period]))
    let above = demand.above(period, reached)
    var slope = terms.holding[period] * (1 - above)
    if terms.waiting.isEmpty {
      slope -= terms.lost * max(0, above - demand.above(before: period, reached))
    } else {
      slope -= terms.waiting[period] * above
    }
    if period == terms.seasonEnd { slope += terms.markdown * (1 - above) }
    if let shelf = terms.shelfPeriods, period + shelf < shifts.count, period + shelf <= terms.seasonEnd {
      let end = period + shelf
      let kept = units + Int(shifts[end])
      let used =
        useBy.map { $0.above(period, $0.middle(period, kept)) } ?? demand.above(end, demand.middle(end, kept))
      slope += terms.unitCost * (1 - used)
    }
    return slope
  }

  /// Units beyond which all are worth the same in a period.
  func reach(_ period: Int) -> Int {
    let last = min(shifts.count - 1, period + (terms.shelfPeriods ?? 0))
    var reach = (period...last).map { demand.reach($0) - Int(shifts[$0]) }.max() ?? 0
    if let useBy { reach = max(reach, useBy.reach(period) - Int(shifts[last])) }
    if let worth, period == shifts.count - 1 { reach = max(reach, worth.demand.reach(0) - Int(shifts[period])) }
    return reach
  }

  /// The pieces of a period's curve in packs, above `units` that are there in any case.
  /// - Parameter least: packs that cannot leave: what they are worth decides nothing.
  /// - Complexity: O(units that demand may reach).
  func packSlopes(_ period: Int, from units: Int, least: Int32, into slopes: inout ConvexSlopes) {
    slopes.removeAll()
    let pack = Int(terms.pack)
    let reach = reach(period)
    let packs = max(0, (reach - units + pack - 1) / pack)
    if least > 0 { slopes.append(width: least, slope: StockCurve.barrier) }
    var index = Int(least)
    let width = max(1, (packs - index) / 512)
    var run: (width: Int32, sum: Double, first: Double) = (0, 0, 0)
    let span = terms.lost + (terms.waiting.isEmpty ? 0 : terms.waiting[period]) + terms.markdown + terms.holding[period]
    // A short curve keeps every pack apart, but where their worth hardly differs: far below and above what is asked for.
    let isShort = packs - index <= StockCurve.pieces
    let tolerance = span * Double(pack) / (isShort ? 1_000 : Double(2 * StockCurve.pieces))
    while index < packs {
      let slope = packSlope(period, units + (index + width / 2) * pack)
      // A new piece where the slope has changed enough, and where it passes from saving to costing.
      if run.width > 0, abs(slope - run.first) > tolerance || (slope >= 0) != (run.first >= 0) {
        slopes.append(width: run.width, slope: run.sum / Double(run.width))
        run = (0, 0, 0)
      }
      if run.width == 0 { run.first = slope }
      run.width += Int32(width)
      run.sum += slope * Double(width)
      index += width
    }
    slopes.append(width: run.width, slope: run.width > 0 ? run.sum / Double(run.width) : 0)
    let rest = packSlope(period, units + max(index, packs) * pack)
    slopes.append(width: StockFlow.unlimited, slope: max(rest, 0))
  }

  private func packSlope(_ period: Int, _ units: Int) -> Double {
    var sum = 0.0
    if let worth, period == shifts.count - 1 { sum -= worth.ofPack(units + Int(shifts[period]), pack: terms.pack) }
    if terms.pack == 1 { return sum + unitSlope(period, units) }
    // Within a step of the demand's table all units are worth the same.
    let step = min(Int(terms.pack), max(1, demand.step(period)))
    var unit = 0
    while unit < Int(terms.pack) {
      let width = min(step, Int(terms.pack) - unit)
      sum += unitSlope(period, units + unit) * Double(width)
      unit += width
    }
    return sum
  }
}
