import Forecasting
import SupplyModel

/// How the stock of a SKU at a node is distributed over the periods, when what comes and goes is given.
///
/// Exact where shortages are lost and every period's demand is independent: the distribution of stock is carried from
/// period to period (goods come before the period's demand, and leave before they come). Of large stock it is kept on a
/// grid whose cells keep the mean.
struct StockProjection {
  struct Period: Hashable {
    var sold = 0.0
    var short = 0.0
    var spoiled = 0.0
    var unsent = 0.0
    var mean = 0.0
    var low: Int32 = 0
    var median: Int32 = 0
    var high: Int32 = 0
  }

  /// Units that come and go in a period.
  struct Change: Hashable {
    var received: Int32 = 0
    var sent: Int32 = 0
  }

  private(set) var periods: [Period] = []

  private static let cells = 256

  /// - Parameters:
  ///   - available: units today.
  ///   - means: demand of each period, units; `deviations` the same.
  ///   - waits: whether demand that finds nothing waits; else it is lost.
  ///   - shelfPeriods: see `SKUTerms`; what is oldest is sold first.
  ///   - lasting: by period, units of today's stock that can still be sold after it; nil = all of it is fresh.
  /// - Complexity: O(stock x demand) a period, at most that of the grid.
  init(
    available: Int32, changes: [Change], means: ArraySlice<Double>, deviations: ArraySlice<Double>, waits: Bool,
    shelfPeriods: Int?, lasting: [Int32]? = nil
  ) {
    if means.allSatisfy({ $0 == 0 }) && shelfPeriods == nil {
      projectIdle(available, changes)
    } else if waits {
      projectWaiting(available, changes, means, deviations)
    } else {
      let fresh = shelfPeriods.map { shelf in changes.indices.map { $0 < shelf ? available : 0 } }
      projectLost(available, changes, means, deviations, shelfPeriods, lasting ?? fresh ?? [])
    }
  }

  private mutating func projectIdle(_ available: Int32, _ changes: [Change]) {
    var stock = available
    for change in changes {
      let unsent = Double(max(0, change.sent - stock))
      stock = max(0, stock - change.sent) + change.received
      periods.append(Period(unsent: unsent, mean: Double(stock), low: stock, median: stock, high: stock))
    }
  }

  // MARK: Shortages wait

  private mutating func projectWaiting(
    _ available: Int32, _ changes: [Change], _ means: ArraySlice<Double>, _ deviations: ArraySlice<Double>
  ) {
    var (mean, variance, before) = (0.0, 0.0, 0.0)
    var supplied = Int(available)
    for (period, change) in changes.enumerated() {
      supplied += Int(change.received) - Int(change.sent)
      mean += means[means.startIndex + period]
      let deviation = deviations[deviations.startIndex + period]
      variance += deviation * deviation
      let demand = DemandDistribution(mean: mean, variance: variance)
      let step = max(1, Int(mean + 6 * variance.squareRoot()) / 1_024)
      let tail = demand.tail(epsilon: 1e-9, step: step)
      // E (S - D)+ = the sum over units below S of P(D <= unit).
      var left = 0.0
      var unit = 0
      while unit < supplied {
        let index = unit / step
        let width = min(step, supplied - unit)
        if index >= tail.count {
          left += Double(supplied - unit)
          break
        }
        left += (1 - tail[index]) * Double(width)
        unit += width
      }
      let waiting = max(0, mean - Double(supplied) + left)
      let sold = mean - waiting
      func rest(_ share: Double) -> Int32 { Int32(clamping: max(0, supplied - demand.quantile(1 - share))) }
      periods.append(
        Period(
          sold: sold - before, short: waiting, mean: left, low: rest(0.1), median: rest(0.5), high: rest(0.9)))
      before = sold
    }
  }

  // MARK: Shortages are lost

  private mutating func projectLost(
    _ available: Int32, _ changes: [Change], _ means: ArraySlice<Double>, _ deviations: ArraySlice<Double>,
    _ shelfPeriods: Int?, _ lasting: [Int32]
  ) {
    var most = Int(available)
    for change in changes { most += Int(change.received) }
    let step = max(1, most / StockProjection.cells)
    // Where a cell is more than a unit, each coming and going may spread stock over one cell more.
    var stock = [Double](repeating: 0, count: most / step + 2 + (step > 1 ? 2 * changes.count : 0))
    StockProjection.add(1, at: Double(available) / Double(step), to: &stock)
    var next = stock
    // Most forecasts are the same for period after period.
    var known: (mean: Double, deviation: Double, cells: [Double]) = (-1, -1, [])
    for (period, change) in changes.enumerated() {
      let before = change.sent > 0 ? StockProjection.mean(stock) : 0
      StockProjection.shift(&stock, by: -Double(change.sent) / Double(step), &next)
      let left = change.sent > 0 ? StockProjection.mean(stock) : 0
      StockProjection.shift(&stock, by: Double(change.received) / Double(step), &next)
      let start = StockProjection.mean(stock) * Double(step)
      let demand = means[means.startIndex + period]
      let deviation = deviations[deviations.startIndex + period]
      if demand != known.mean || deviation != known.deviation {
        let distribution = DemandDistribution(mean: demand, variance: deviation * deviation)
        known = (demand, deviation, demand > 0 ? StockProjection.probabilities(distribution, step) : [])
      }
      if demand > 0 { sell(&stock, &next, known.cells) }
      var end = StockProjection.mean(stock) * Double(step)
      var result = Period(sold: start - end)
      result.short = max(0, demand - result.sold)
      result.unsent = max(0, Double(change.sent) - (before - left) * Double(step))
      if let shelfPeriods {
        // The oldest are sold first: what is left beyond what came lately is too old.
        var recent = Int(min(available, lasting[period]))
        for earlier in max(0, period - shelfPeriods + 1)..<max(period + 1, 1) where shelfPeriods > 0 {
          recent += Int(changes[earlier].received)
        }
        let limit = Double(recent) / Double(step)
        for cell in stock.indices where Double(cell) > limit && stock[cell] > 0 {
          let mass = stock[cell]
          stock[cell] = 0
          StockProjection.add(mass, at: limit, to: &stock)
        }
        let left = StockProjection.mean(stock) * Double(step)
        result.spoiled = max(0, end - left)
        end = left
      }
      result.mean = end
      (result.low, result.median, result.high) = StockProjection.quantiles(stock, step)
      periods.append(result)
    }
  }

  /// Takes a period's demand from the stock, as far as it lasts.
  private func sell(_ stock: inout [Double], _ next: inout [Double], _ cells: [Double]) {
    let last = stock.lastIndex { $0 > 1e-12 } ?? 0
    for cell in 0...last { next[cell] = 0 }
    for (cell, mass) in stock[0...last].enumerated() where mass > 0 {
      var left = 1.0
      for (taken, probability) in cells.prefix(cell).enumerated() {
        next[cell - taken] += mass * probability
        left -= probability
      }
      next[0] += mass * max(0, left)
    }
    for cell in 0...last { stock[cell] = next[cell] }
    for cell in stock.indices.dropFirst(last + 1) { stock[cell] = 0 }
  }

  /// The probability of each number of cells; a demand between two counts for both, so that the mean stays.
  private static func probabilities(_ demand: DemandDistribution, _ step: Int) -> [Double] {
    let fine = max(1, step / 8)
    let tail = demand.tail(epsilon: 1e-9, step: fine)
    var cells = [Double](repeating: 0, count: tail.count * fine / step + 2)
    var before = 1.0
    for (index, above) in tail.enumerated() {
      // Between the last and this entry lie the demands (index - 1) fine + 1 ... index fine.
      let center = index == 0 ? 0 : Double(index * fine) - Double(fine - 1) / 2
      add(before - above, at: center / Double(step), to: &cells)
      before = above
    }
    return cells
  }

  private static func add(_ mass: Double, at place: Double, to cells: inout [Double]) {
    if mass == 0 { return }
    let cell = Int(place)
    let share = place - Double(cell)
    cells[cell] += mass * (1 - share)
    if share > 0 { cells[min(cell + 1, cells.count - 1)] += mass * share }
  }

  private static func shift(_ stock: inout [Double], by change: Double, _ next: inout [Double]) {
    if change == 0 { return }
    for cell in next.indices { next[cell] = 0 }
    for (cell, mass) in stock.enumerated() where mass > 0 { add(mass, at: max(0, Double(cell) + change), to: &next) }
    swap(&stock, &next)
  }

  private static func mean(_ stock: [Double]) -> Double {
    var sum = 0.0
    for (cell, mass) in stock.enumerated() { sum += Double(cell) * mass }
    return sum
  }

  private static func quantiles(_ stock: [Double], _ step: Int) -> (Int32, Int32, Int32) {
    var found: [Int32] = []
    var sum = 0.0
    let shares = [0.1, 0.5, 0.9]
    for (cell, mass) in stock.enumerated() {
      sum += mass
      while found.count < 3, sum >= shares[found.count] - 1e-12 { found.append(Int32(clamping: cell * step)) }
    }
    while found.count < 3 { found.append(Int32(clamping: (stock.count - 1) * step)) }
    return (found[0], found[1], found[2])
  }
}
