import LinearProgramming
import SupplyModel

/// The whole problem as one integer program over every way of every order that the contract's text allows, written down
/// from `ReferenceWorld` alone and given to GLPK in one piece.
struct ReferenceProgram {
  private let world: ReferenceWorld
  private let ways: [[ReferenceWay]]
  private let limits: [Limit: Int]
  /// What activating a node costs; 0 where locked lines do.
  private let activation: [Int64]

  /// - Returns: nil where there are more than `most` ways in all.
  init?(_ scenario: Scenario, most: Int) {
    world = ReferenceWorld(scenario: scenario)
    let (world, limits) = (world, world.limits())
    ways = scenario.orders.indices.map { world.ways(order: $0, within: limits) }
    self.limits = limits
    let locked = world.lockedNodes
    activation = scenario.nodes.indices.map {
      locked.contains($0) ? 0 : scenario.nodes[$0].activationCost.millionths
    }
    if ways.reduce(0, { $0 + $1.count }) > most { return nil }
  }

  /// What the plan that GLPK finds best costs, counted in whole millionths: no less than the least.
  func solve() throws -> Int64 {
    var model = LinearModel()
    for _ in ways { try model.addRow(.equal(1)) }
    var rowOf: [Limit: Int32] = [:]
    for key in Set(ways.joined().flatMap(\.uses.keys)) {
      if let limit = limits[key] { rowOf[key] = try model.addRow(.atMost(Double(limit))) }
    }
    let active = try activation.map { try model.addColumn(cost: Double($0) / 1e6, bounds: .unit, isInteger: true) }
    var columns: [(order: Int, way: Int, column: Int32)] = []
    for (order, choices) in ways.enumerated() {
      var ties: [Int: Int32] = [:]
      for (index, way) in choices.enumerated() {
        var entries = [Int32(order)]
        var coefficients = [1.0]
        for (key, units) in way.uses {
          guard let row = rowOf[key] else { continue }
          entries.append(row)
          coefficients.append(Double(units))
        }
        for node in Set(way.takes.map(\.node)) where activation[node] > 0 {
          if ties[node] == nil { ties[node] = try model.addRow(.atMost(0)) }
          entries.append(ties[node] ?? 0)
          coefficients.append(1)
        }
        // Counted from the order's first way: the solver's tolerance is relative.
        let column = try model.addColumn(
          cost: Double(way.cost - choices[0].cost) / 1e6, bounds: .unit, isInteger: true, rows: entries,
          coefficients: coefficients)
        columns.append((order, index, column))
      }
      for (node, row) in ties { try tie(&model, row: row, to: active[node]) }
    }
    let solution = try model.solve()
    var cost = world.activation(world.lockedNodes)
    var used = Set<Int>()
    for (order, way, column) in columns where solution.values[Int(column)] > 0.5 {
      cost += ways[order][way].cost
      used.formUnion(ways[order][way].takes.map(\.node))
    }
    return used.reduce(cost) { $0 + activation[$1] }
  }

  /// An order's use of a node is at most the node's activation: a row takes entries only as it is made, so the tie is a
  /// column of its own, equal to the activation.
  private func tie(_ model: inout LinearModel, row: Int32, to active: Int32) throws {
    let same = try model.addRow(.equal(0), columns: [active], coefficients: [1])
    try model.addColumn(cost: 0, bounds: .unit, rows: [row, same], coefficients: [-1, -1])
  }
}
