import SupplyModel

/// Prices for orders of many lines, by subgradient steps of Polyak's length with a memory.
///
/// First a price for each stock row, as prices.csv holds them. They divide a row's units over fractions of lines, so
/// that large lines leave a wide gap. Then a price for each (line, row): orders choose their cheapest ways under them
/// as before, and what a row is worth becomes the greatest value of *whole* lines that fit it, a knapsack (Lagrangian
/// decomposition, Guignard & Kim 1987). Lines of short SKUs have a third price, for being served at all, and all rows of
/// the SKU together are a knapsack, too. A node's activation is shared by its orders as unevenly as helps. Any such
/// prices give a valid bound.
struct LineDual {
  struct Options: Sendable {
    /// Passes with prices of rows, and with prices of lines.
    var rowPasses: Int
    var linePasses: Int
    /// First and last share of the distance to the best plan that a step of the first kind aims at; of the second.
    var rowSteps = (first: 0.15, last: 0.01)
    var lineSteps = (first: 0.3, last: 0.0025)
    /// Passes with every order confined to the sources it used most, and their steps.
    var confinedPasses: Int
    var confinedStep = 0.05
    /// Sources that an order used more rarely are closed to it.
    var leastSource = 0.3
    /// Share of the former direction in the next; of lines, whose slopes are 1, 0 or -1, more.
    var rowMemory = 0.7
    var lineMemory = 0.8

    /// As many passes as take seconds for a week of invoices (90,000 options), fewer for more.
    init(options: Int) {
      linePasses = max(24, min(600, 32_000_000 / max(1, options)))
      rowPasses = max(30, min(80, linePasses / 3))
      confinedPasses = min(60, linePasses / 4)
    }
  }

  let table: LineTable
  let tables: ScenarioTables
  let options: Options

  /// The best prices of rows and nodes so far, for prices.csv.
  private(set) var prices: Prices
  /// The best proven bound on the cost of any plan, but for locked lines (millionths).
  private(set) var bound = Int64.min
  /// How often, of late, each option and each source was in its order's cheapest way: near 1 where prices are sure.
  private(set) var optionMeans: [Double]
  private(set) var sourceMeans: [Double]

  private var state: LinePrices
  private var pass: LinePass
  private var directions: LinePrices

  init(_ table: LineTable, tables: ScenarioTables, options: Options) {
    self.table = table
    self.tables = tables
    self.options = options
    prices = Prices(tables)
    state = LinePrices(table, tables)
    directions = LinePrices(table, tables)
    directions.clear()
    pass = LinePass(table, tables)
    optionMeans = [Double](repeating: 0, count: table.rows.count)
    sourceMeans = [Double](repeating: 0, count: table.nodes.count)
  }

  /// - Parameter upper: what some plan costs; steps aim at it.
  /// - Complexity: O(passes x (order searches + row knapsacks)), on all threads.
  mutating func run(upper: Int64, budget: Budget) {
    let scales = LineScales(table, tables)
    var best = -Double.infinity
    for index in 0..<options.rowPasses {
      if report(index, budget) { return }
      let found = pass.run(state, priced: .rows, number: index, threads: budget.threads)
      if found.value > best {
        best = found.value
        prices = state.prices(table, tables)
      }
      bound = max(bound, found.value.millionths)
      move(found, .rows, upper, geometric(options.rowSteps, index, options.rowPasses), scales)
    }
    state.setLines(from: prices, table)
    directions.clear()
    var kept = state
    best = -.infinity
    let share = 1 / Double(max(5, options.linePasses / 5))
    for index in 0..<options.linePasses {
      if report(options.rowPasses + index, budget) { break }
      let found = pass.run(state, priced: .lines, number: options.rowPasses + index, threads: budget.threads)
      if found.value > best {
        best = found.value
        kept = state
      }
      bound = max(bound, found.value.millionths)
      remember(share)
      move(found, .lines, upper, geometric(options.lineSteps, index, options.linePasses), scales)
    }
    state = kept
    confine(upper: upper, scales, budget)
  }

  /// Closes to each order the sources that it used rarely, and lets the prices settle again: which lines a source gets
  /// depends on which orders use it.
  private mutating func confine(upper: Int64, _ scales: LineScales, _ budget: Budget) {
    for order in 0..<table.orderCount {
      let sources = table.sources(of: order).sorted { (sourceMeans[$0], $1) > (sourceMeans[$1], $0) }
      for (rank, source) in sources.enumerated() {
        pass.isClosed[source] = rank >= Int(table.mostSources[order]) || sourceMeans[source] < options.leastSource
      }
    }
    directions.clear()
    let share = 1 / Double(max(5, options.confinedPasses / 3))
    for index in 0..<options.confinedPasses {
      let done = options.rowPasses + options.linePasses + index
      if report(done, budget) { return }
      let found = pass.run(state, priced: .lines, number: done, threads: budget.threads)
      remember(share)
      move(found, .lines, upper, options.confinedStep, scales)
    }
  }

  private func report(_ done: Int, _ budget: Budget) -> Bool {
    let all = options.rowPasses + options.linePasses + options.confinedPasses
    budget.report(PhaseReport(phase: "prices", done: done, total: all))
    return budget.isExhausted()
  }

  private mutating func remember(_ share: Double) {
    for option in optionMeans.indices { optionMeans[option] *= 1 - share }
    for option in pass.choice where option >= 0 { optionMeans[Int(option)] += share }
    for source in sourceMeans.indices {
      sourceMeans[source] += share * ((pass.isUsed[source] ? 1 : 0) - sourceMeans[source])
    }
  }

  /// One step along the remembered direction.
  private mutating func move(
    _ found: LinePass.Found, _ priced: LinePass.Priced, _ upper: Int64, _ step: Double, _ scales: LineScales
  ) {
    let memory = priced == .rows ? options.rowMemory : options.lineMemory
    func mix(_ direction: inout Double, _ slope: Double, _ price: Double) {
      direction = memory * direction + (1 - memory) * (price <= 0 && slope < 0 ? 0 : slope)
    }
    var norm = 0.0
    for node in state.orders.indices {
      mix(&directions.orders[node], found.orders[node] - scales.orderLimits[node], state.orders[node])
      mix(&directions.units[node], found.units[node] - scales.unitLimits[node], state.units[node])
      norm += scales.orders[node] * directions.orders[node] * directions.orders[node]
      norm += scales.units[node] * directions.units[node] * directions.units[node]
    }
    switch priced {
    case .rows:
      for row in state.rows.indices {
        mix(&directions.rows[row], pass.rowUse[row] - Double(table.limits[row]), state.rows[row])
        norm += scales.rows[row] * directions.rows[row] * directions.rows[row]
      }
    case .lines:
      for option in state.lines.indices {
        mix(&directions.lines[option], pass.excess[option], state.lines[option])
        let direction = directions.lines[option]
        norm += table.penalties[Int(table.optionLines[option])] * direction * direction
      }
      for line in pass.pools.lines {
        let line = Int(line)
        mix(&directions.pools[line], pass.poolExcess[line], state.pools[line])
        norm += table.penalties[line] * directions.pools[line] * directions.pools[line]
      }
    }
    // Near the target the step would vanish before the prices have settled.
    let distance = max(Double(upper) - found.value, abs(found.value) * 0.002)
    let length = step * distance / max(norm, 1)
    for node in state.orders.indices {
      take(&state.orders[node], length * scales.orders[node] * directions.orders[node])
      take(&state.units[node], length * scales.units[node] * directions.units[node])
    }
    switch priced {
    case .rows:
      for row in state.rows.indices { take(&state.rows[row], length * scales.rows[row] * directions.rows[row]) }
    case .lines:
      for option in state.lines.indices {
        take(
          &state.lines[option],
          length * table.penalties[Int(table.optionLines[option])] * directions.lines[option])
      }
      for line in pass.pools.lines {
        let line = Int(line)
        take(&state.pools[line], length * table.penalties[line] * directions.pools[line])
      }
      for source in state.activation.indices {
        let used = pass.isUsed[source] ? 1.0 : 0.0
        directions.activation[source] = memory * directions.activation[source] + (1 - memory) * used
      }
      state.shareActivation(along: directions.activation, length: length, tables, table)
    }
  }

  /// From the first to the last value in equal ratios.
  private func geometric(_ steps: (first: Double, last: Double), _ index: Int, _ count: Int) -> Double {
    // Squaring and rooting by halves of the exponent: no libm, the same steps on every machine.
    var (low, high) = (steps.first, steps.last)
    var (from, to) = (0.0, Double(max(1, count - 1)))
    for _ in 0..<40 {
      let middle = (from + to) / 2
      let value = (low * high).squareRoot()
      if Double(index) >= middle { (from, low) = (middle, value) } else { (to, high) = (middle, value) }
    }
    return low
  }
}

/// Outside the search, which would be copied to lend it one of its own prices.
private func take(_ price: inout Double, _ step: Double) { price = max(0, (price + step).rounded()) }

extension Double {
  /// Whole millionths; a bound of minus infinity stays the least number.
  fileprivate var millionths: Int64 { self < -9e15 ? .min : Int64(self) }
}
