import Fulfillment
import Replenishment
import SupplyModel

/// What replays of single SKUs read, in flat arrays, and what they count by SKU.
///
/// Unchecked, because threads read it, and count only in cells of SKUs of their own.
final class GoodsFacts: @unchecked Sendable {
  let days: Int
  let warmup: Int
  let reviewDays: Int
  /// Whether customers in stores wait for what is not there.
  let backorders: Bool
  let nodeCount: Int
  let skuCount: Int
  let demand: SKUDemand
  /// By SKU, its first row; one longer than the SKUs.
  let starts: FlatArray<Int32>
  // By row.
  let nodes: FlatArray<NodeIndex>
  let skus: FlatArray<SKUIndex>
  let protected: FlatArray<Int32>
  let isOurs: FlatArray<Bool>
  /// The row of supply.csv, or -1.
  let supply: FlatArray<Int32>
  // By SKU; money in millionths, weights in milligrams.
  let unitCosts: FlatArray<Int64>
  let weights: FlatArray<Int64>
  /// By node: days from its parent.
  let transitDays: FlatArray<Int32>
  // By row of supply.csv.
  let supplyDays: FlatArray<Int32>
  let orderCosts: FlatArray<Int64>
  /// What a unit costs beyond the SKU's own unit cost.
  let extraCosts: FlatArray<Int64>
  /// Goods that are under way when the replay begins, by SKU, and where those of each SKU begin.
  private let opening: [(row: Int32, units: Int32, day: Int)]
  private let openingStarts: [Int32]
  // What is counted on measured days, by SKU.
  let sold: FlatArray<Int64>
  let lost: FlatArray<Int64>
  let wasInStock: FlatArray<Bool>

  /// - Parameter underWay: rows, units and days of goods that are bought already.
  /// - Complexity: O(rows + demand).
  init(
    _ world: SimulationWorld, _ session: FulfillmentSession, _ review: ReviewPolicy,
    underWay: [(row: Int32, units: Int32, day: Int)], threads: Int
  ) {
    let (scenario, stock) = (world.scenario, session.rows)
    days = world.window.days
    warmup = world.window.warmup
    reviewDays = world.window.reviewDays
    backorders = scenario.settings.simulation.stockout == .backorder
    nodeCount = scenario.nodes.count
    skuCount = scenario.skus.count
    demand = SKUDemand(
      scenario, drawn: world.drawn, stock: stock, window: world.window, isVendor: world.isVendor, threads: threads)
    starts = FlatArray(stock.starts, padding: 0)
    nodes = FlatArray(stock.nodes, padding: 0)
    skus = FlatArray(stock.skus, padding: 0)
    protected = FlatArray((0..<stock.count).map { session.protectedUnits($0) }, padding: 0)
    isOurs = FlatArray(stock.nodes.map { !world.isVendor[Int($0)] }, padding: false)
    supply = FlatArray((0..<stock.count).map { review.supplyIndex($0) }, padding: -1)
    unitCosts = FlatArray(scenario.skus.map(\.unitCost.millionths), padding: 0)
    weights = FlatArray(scenario.skus.map(\.weight.milligrams), padding: 0)
    transitDays = FlatArray(
      scenario.nodes.indices.map { world.network.supplyDays(NodeIndex($0)) ?? 0 }, padding: 0)
    supplyDays = FlatArray(scenario.supply.map(\.leadDays), padding: 0)
    orderCosts = FlatArray(scenario.supply.map(\.orderCost.millionths), padding: 0)
    extraCosts = FlatArray(
      scenario.supply.map { row in
        let standard = scenario.skus[Int(row.sku)].unitCost
        return ((row.unitCost ?? standard) - standard).millionths
      }, padding: 0)
    var starts = [Int32](repeating: 0, count: skuCount + 1)
    for load in underWay { starts[Int(stock.skus[Int(load.row)]) + 1] += 1 }
    for sku in 0..<skuCount { starts[sku + 1] += starts[sku] }
    openingStarts = starts
    // Sorting keeps the sequence of those of one SKU.
    opening = underWay.sorted { stock.skus[Int($0.row)] < stock.skus[Int($1.row)] }
    sold = FlatArray(repeating: 0, count: skuCount)
    lost = FlatArray(repeating: 0, count: skuCount)
    wasInStock = FlatArray(repeating: false, count: skuCount)
  }

  /// Puts what is under way for some SKUs when the replay begins on the road.
  func sendOpening(_ skus: Range<Int>, _ room: GoodsRoom) {
    for index in openingStarts[skus.lowerBound]..<openingStarts[skus.upperBound] {
      let load = opening[Int(index)]
      room.send(load.row, load.units, isBought: true, day: load.day)
    }
  }
}
