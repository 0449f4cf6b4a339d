import SupplyModel

/// How dear a unit of each resource could become, and so how long the steps of its price should be.
///
/// A unit of a SKU that is short is worth up to what leaving it unfilled costs; of any other, about what a detour
/// costs; a place in a node's day, a typical order.
struct PriceScales {
  private let tables: ScenarioTables
  /// By SKU, millionths.
  private var scales: [Double]
  private var firstPrices: [Int64]
  private let orderCost: Double
  private let unitCost: Double
  /// A place in a node's day: a typical order, or what leaving one unfilled costs where places are short.
  private let placeCost: Double

  /// - Parameter orderCost: what a typical order costs (millionths).
  /// - Complexity: O(lines + stock).
  init(_ scenario: Scenario, tables: ScenarioTables, orderCost: Double) {
    self.tables = tables
    self.orderCost = orderCost
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    var sums = [Double](repeating: 0, count: scenario.skus.count)
    var units = sums
    for order in scenario.orders {
      let priority = order.priority.double
      for line in order.lines {
        let line = scenario.lines[Int(line)]
        guard line.lockedNode == nil else { continue }
        let margin = max(0, (line.unitPrice - scenario.skus[Int(line.sku)].unitCost).double)
        let unit = penalty.perUnit.double + penalty.marginFactor.double * margin
        let quantity = Double(line.quantity)
        sums[Int(line.sku)] += 1e6 * priority * (penalty.perLine.double + unit * quantity)
        units[Int(line.sku)] += quantity
      }
    }
    let allUnits = max(1, units.reduce(0, +))
    unitCost = orderCost * Double(scenario.orders.count) / allUnits
    let places = tables.nodes.indices.reduce(0.0) {
      let limit = tables.resources.limits[tables.resources.capacityOrders(NodeIndex($1))]
      return $0 + (limit == .max ? .infinity : Double(limit))
    }
    let loss = sums.reduce(0, +) / Double(max(1, scenario.orders.count))
    placeCost = places < Double(scenario.orders.count) ? max(orderCost, 0.5 * loss) : orderCost
    var supply = [Double](repeating: 0, count: scenario.skus.count)
    let limits = tables.resources.limits
    for row in 0..<Int32(tables.stock.count) {
      supply[Int(tables.stock.skus[Int(row)])] += Double(limits[tables.resources.stock(row)])
    }
    scales = []
    firstPrices = []
    for sku in scenario.skus.indices {
      // Without a penalty the only reason to ship is negative use cost: any scale will do.
      let loss = units[sku] > 0 && sums[sku] > 0 ? sums[sku] / units[sku] : max(1, unitCost)
      let isShort = supply[sku] < units[sku]
      scales.append(isShort ? 0.5 * loss : min(loss, orderCost))
      firstPrices.append(isShort ? Int64(max(0, loss - orderCost)) : 0)
    }
  }

  /// The scale of a resource, in millionths for each unit of it. Complexity: O(1).
  subscript(_ resource: Int) -> Double {
    let rows = tables.stock.count
    if resource < 2 * rows { return scales[Int(tables.stock.skus[resource % rows])] }
    return resource < 2 * rows + tables.nodes.count ? placeCost : unitCost
  }

  /// Where the price of a stock row starts: a SKU that is short, at what most who want it would lose. Complexity: O(1).
  func firstPrice(_ row: Int) -> Int64 { firstPrices[Int(tables.stock.skus[row])] }
}
