import LinearProgramming
import SupplyModel

/// What `planned` finds for all SKUs together, in plain values.
package struct PlannedOutcome: Sendable {
  /// Money.
  package let objective: Double
  package let lowerBound: Double
  /// By SKU: how the planner posed its curves in the end.
  let shifts: [[Int32]]
  /// Units that a best plan sends at most, by SKU and link.
  let most: [[Int: Int64]]
}

extension ReplenishmentProbe {
  /// Plans as `planned` does.
  /// - Throws: where GLPK is asked and fails.
  package func planned(threads: Int = 1) throws(LinearProgramError) -> PlannedOutcome {
    var search = PlannedSearch(context, limits: limits, budget: Budget(threads: threads))
    let result = try search.run()
    return PlannedOutcome(
      objective: result.cost / 1e6, lowerBound: result.bound / 1e6, shifts: result.shifts, most: search.mostUnits())
  }

  /// The whole problem of all SKUs as one integer program: the networks side by side, the limits that they share, and
  /// a yes or no for each journey. Money.
  ///
  /// Without order costs and minimum quantities, trucks and storage.
  /// - Parameters:
  ///   - posed: the curves are those with which the planner ended; nil = those with which it begins. Its bound and its
  ///     objective are of the former.
  ///   - hasPlannersJourneys: a journey carries of each SKU at most what the planner takes for the most that a best plan
  ///     would send; else in all what there could ever be, which is true without any thought.
  package func wholeProgram(
    _ posed: PlannedOutcome? = nil, hasPlannersJourneys: Bool = false
  ) throws(LinearProgramError) -> (model: LinearModel, constant: Double) {
    var program = WholeProgram(self)
    for sku in context.scenario.skus.indices where !context.goods.rows(of: SKUIndex(sku)).isEmpty {
      try program.add(SKUIndex(sku), shifts: posed?.shifts[sku])
    }
    try program.addLimits()
    try program.addJourneys(of: hasPlannersJourneys ? posed?.most : nil)
    return (program.model, program.constant)
  }
}

/// The integer program, as far as it has been put together.
private struct WholeProgram {
  /// A column, and what a unit of it takes of a limit.
  typealias Term = (column: Int32, amount: Double)
  /// Columns of a SKU by link and period, what there could ever be of it, and its number.
  typealias Part = (sku: Int, terms: [Term], units: Double)

  private(set) var model = LinearModel()
  /// Money that SKUs cost beside what the columns do.
  private(set) var constant = 0.0
  private let context: SKUModel.Context
  private let limits: SharedLimits
  /// By link and period, and by node and period.
  private var links = [Int: [Term]]()
  private var sending = [Int: [Term]]()
  private var receiving = [Int: [Term]]()
  private var budget: [Term] = []
  /// The users of each link in each period.
  private var parts = [Int: [Part]]()

  init(_ probe: ReplenishmentProbe) {
    (context, limits) = (probe.context, probe.limits)
  }

  private var probe: ReplenishmentProbe { ReplenishmentProbe(context, limits) }

  /// The network of a SKU.
  mutating func add(_ sku: SKUIndex, shifts: [Int32]?) throws(LinearProgramError) {
    let (network, prepared) = probe.built(sku, shifts: shifts)
    constant += prepared.curves.constant / 1e6
    let part = try network.flow.linearModel()
    let (firstRow, firstColumn) = (Int32(model.rowCount), Int32(model.columnCount))
    var rows = LinearRows()
    for row in 0..<Int32(part.rowCount) { try rows.append(part.bounds(ofRow: row)) }
    try model.addRows(rows)
    var columns = LinearColumns()
    for (index, arc) in network.flow.arcs.enumerated() {
      var (ends, coefficients): ([Int32], [Double]) = ([], [])
      if Int(arc.tail) != network.flow.root { (ends, coefficients) = ([firstRow + arc.tail], [1]) }
      if Int(arc.head) != network.flow.root {
        ends.append(firstRow + arc.head)
        coefficients.append(-1)
      }
      try columns.append(
        cost: part.columns.costs[index], bounds: part.bounds(ofColumn: Int32(index)), isInteger: true, rows: ends,
        coefficients: coefficients)
    }
    try model.addColumns(columns)
    note(sku, network, firstColumn, pack: Double(prepared.terms.pack))
  }

  /// What a SKU's decisions take of everything shared.
  private mutating func note(_ sku: SKUIndex, _ network: SKUModel, _ firstColumn: Int32, pack: Double) {
    let periods = context.periods.count
    let rows = context.goods.rows(of: sku)
    var units = network.flow.supplies.reduce(0) { $0 + Double($1) }
    for decision in network.decisions {
      if case .purchase = decision.move { units += Double(network.flow.arcs[Int(decision.arc)].capacity) }
    }
    units *= pack
    var own = [Int: [Term]]()
    for decision in network.decisions {
      let column = firstColumn + decision.arc
      let to = Int(context.goods.rows[rows.lowerBound + Int(decision.to)].node)
      receiving[to * periods + Int(decision.servesFrom), default: []].append((column, pack))
      switch decision.move {
      case .transfer(let link, let period):
        let place = Int(link) * periods + Int(period)
        links[place, default: []].append((column, pack))
        let from = Int(context.network.links[Int(link)].from)
        sending[from * periods + Int(period), default: []].append((column, pack))
        own[place, default: []].append((column, pack))
      case .purchase(let row, _):
        let goods = context.goods.rows[rows.lowerBound + Int(row)]
        let supply = context.scenario.supply[Int(goods.supply)]
        budget.append((column, context.scenario.price(of: supply).double * pack))
      }
    }
    for (place, terms) in own { parts[place, default: []].append((Int(sku), terms, units)) }
  }

  /// A row for each limit that there is.
  mutating func addLimits() throws(LinearProgramError) {
    let room = limits.room
    for (users, limit) in [(links, room.links), (sending, room.sending), (receiving, room.receiving)] {
      for (place, terms) in users.sorted(by: { $0.key < $1.key }) where limit[place] < SharedRoom.unlimited {
        try model.addRow(.atMost(Double(limit[place])), columns: terms.map(\.column), coefficients: terms.map(\.amount))
      }
    }
    if room.budget < SharedRoom.unlimited, !budget.isEmpty {
      try model.addRow(
        .atMost(Double(room.budget) / 1e6), columns: budget.map(\.column), coefficients: budget.map(\.amount))
    }
  }

  /// A column for each journey that costs anything, 1 where anything travels.
  /// - Parameter most: units of each SKU on a link at most: a row each; nil = one row for all SKUs together.
  mutating func addJourneys(of most: [[Int: Int64]]?) throws(LinearProgramError) {
    let periods = context.periods.count
    for (place, users) in parts.sorted(by: { $0.key < $1.key }) {
      let cost = limits.leastJourney(place / periods, paid: 0)
      guard cost > 0 else { continue }
      let limit = Double(limits.room.links[place])
      let journey = try model.addColumn(cost: cost / 1e6, bounds: .range(0, 1), isInteger: true)
      guard let most else {
        let units = min(users.reduce(0) { $0 + $1.units }, limit)
        try addJourney(journey, users.flatMap(\.terms), units)
        continue
      }
      // Where the link is limited, all together have less than the sum of their parts.
      if limit < Double(SharedRoom.unlimited) { try addJourney(journey, users.flatMap(\.terms), limit) }
      for user in users {
        try addJourney(journey, user.terms, min(Double(most[user.sku][place / periods] ?? 0), limit))
      }
    }
  }

  private mutating func addJourney(_ journey: Int32, _ terms: [Term], _ units: Double) throws(LinearProgramError) {
    try model.addRow(
      .atMost(0), columns: terms.map(\.column) + [journey], coefficients: terms.map(\.amount) + [-units])
  }
}
