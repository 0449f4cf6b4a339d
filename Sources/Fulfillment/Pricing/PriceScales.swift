import Foundation
import SupplyModel

/// How dear a unit of each resource could become: what going without it costs. Steps of prices are shares of it.
///
/// A unit of stock is worth at most what leaving it unfilled costs; a place in a node's day, a typical order.
struct PriceScales {
  private let tables: ScenarioTables
  /// By SKU, millionths: the mean penalty of a unit.
  private var unitPenalties: [Double]
  private let orderCost: Double
  private let unitCost: Double
  private(set) var isShort: [Bool]
  private(set) var shortPrices: [Double]

  /// - Parameter orderCost: what a typical order costs (millionths).
  /// - Complexity: O(lines).
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
    var supply = [Double](repeating: 0, count: scenario.skus.count)
    for row in 0..<tables.stock.count {
      supply[Int(tables.stock.skus[row])] += Double(min(tables.resources.limits[row], tables.resources.limits[row + tables.stock.count]))
    }
    isShort = zip(supply, units).map { $0 < $1 }
    let allUnits = max(1, units.reduce(0, +))
    unitCost = orderCost * Double(scenario.orders.count) / allUnits
    unitPenalties = zip(sums, units).map { $1 > 0 ? $0 / $1 : 0 }
    // Without a penalty the only reason to ship is negative use cost: any scale will do.
    for sku in unitPenalties.indices where unitPenalties[sku] <= 0 { unitPenalties[sku] = max(1, unitCost) }
    shortPrices = unitPenalties.map { max(0, $0 - orderCost) }
    let f = Double(getenv("SSHORT").map { String(cString: $0) } ?? "1")!, g = Double(getenv("SLONG").map { String(cString: $0) } ?? "1")!
    for sku in unitPenalties.indices { unitPenalties[sku] = isShort[sku] ? unitPenalties[sku] * f : min(unitPenalties[sku], orderCost) * g }
  }

  /// The scale of a resource, in millionths for each unit of it. Complexity: O(1).
  subscript(_ resource: Int) -> Double {
    let rows = tables.stock.count
    if resource < 2 * rows { return unitPenalties[Int(tables.stock.skus[resource % rows])] }
    return resource < 2 * rows + tables.nodes.count ? orderCost : unitCost
  }
}
