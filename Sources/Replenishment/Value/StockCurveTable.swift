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
    /// What a flow counts with: the slope in whole millionths.
    let whole: Int64

    init(width: Int32, slope: Double, isFixed: Bool) {
      (self.width, self.slope, self.isFixed) = (width, slope, isFixed)
      whole = SKUModel.rounded(slope)
    }
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
  ///   - echelon: of goods that spoil, or that are worth something beyond the horizon.
  /// - Complexity: O(units that demand may reach).
  init(
    _ rows: Range<Int>, goods: GoodsTable, forecast: DemandForecast, terms: SKUTerms, baseline: Baseline,
    shifts: [Int32], canLeave: [Bool], echelon: EchelonDemand? = nil
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
        deviations: figures.isEmpty ? none : forecast.deviations[figures],
        lost: terms.waiting.isEmpty ? shifts[own] : [])
      var curve = StockCurve(demand: demand, terms: terms.aged(goods.rows[row].age), shifts: Array(shifts[own]))
      if let echelon {
        curve.worth = StockWorth(
          index, carriage: goods.rows[row].carriage, terms: terms, echelon: echelon, periods: forecast.periods)
      }
      if let echelon, echelon.passesOn[index], let shelf = curve.terms.shelfPeriods {
        curve.useBy = echelon.useBy(index, shelf: shelf)
      }
      // What has spoiled has to be supplied once more.
      var most = (0..<periods).map { demand.reach($0) - Int(shifts[index * periods + $0]) }.max() ?? 0
      if curve.worth != nil { most = max(most, curve.reach(periods - 1)) }
      reach.append(Int32(clamping: (max(0, most) + Int(pack) - 1) / Int(pack)))
      for period in 0..<periods {
        let base = baseline.units[index * periods + period]
        // Beside whole packs there is what makes none, and what is protected.
        let packs = baseline.packs(index * periods + period, of: pack)
        let from = Int(base - packs * pack)
        let least = canLeave[index] ? 0 : packs
        curve.packSlopes(period, from: from, least: least, into: &slopes)
        // What is there in any case, units that make no pack and packs that cannot leave, is no decision.
        constant += curve.shortage(period) + curve.cost(period, ofUnits: 0..<from + Int(least * pack))
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
  /// What is lost or waits in a period where nothing is ever supplied (millionths).
  func shortage(_ period: Int) -> Double {
    if period > terms.seasonEnd { return 0 }
    let step = demand.step(period)
    var sum = 0.0
    var reached = Int(shifts[period])
    let end = demand.reach(period)
    while reached < end {
      let middle = demand.middle(period, reached)
      let above = demand.above(period, middle)
      let saved =
        terms.waiting.isEmpty
        ? terms.lost * max(0, above - demand.above(before: period, middle)) : terms.waiting[period] * above
      // Up to the end of the step: the first may be entered halfway.
      let width = reached < 0 ? -reached : step - reached % step
      sum += saved * Double(width)
      reached += width
    }
    return sum
  }

  /// What some units that are there in any case cost, or save.
  func cost(_ period: Int, ofUnits units: Range<Int>) -> Double {
    let reach = reach(period)
    var sum = 0.0
    for unit in units.lowerBound..<max(units.lowerBound, min(units.upperBound, reach + 1)) {
      sum += unitSlope(period, unit)
    }
    let beyond = units.upperBound - max(units.lowerBound, reach + 1)
    return beyond > 0 ? sum + unitSlope(period, units.upperBound) * Double(beyond) : sum
  }
}
