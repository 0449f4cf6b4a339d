import SupplyModel

/// Prices while they are being searched: exact values, how far a unit of use moves each, and the copies that searches
/// read.
///
/// A resource without a limit has no price; neither has one that another limit always reaches first (protected stock
/// where all of it may ship; all stock where only a part may and nothing is picked up).
final class PriceBook: Sendable {
  /// A price and how it moves, in one place (millionths).
  private struct Cell: BitwiseCopyable {
    var price: Double
    /// What one unit of use adds at step 1; 0 = has no price.
    var perUnit = 0.0
    /// What a pass without use takes off at step 1.
    var perPass = 0.0
  }

  /// By resource id.
  private let cells: FlatArray<Cell>
  private let flat: FlatScenario
  private let activation: [Int64]
  /// The resources that may have a price, to be settled one range after the other: what searches read of a stock row
  /// is made of all its prices.
  let ranges: [Range<Int>]
  /// For flat orders.
  let flatPrices: FlatPrices
  /// For all others, by resource id; empty where there are none.
  let general: FlatArray<Int64>
  let activationPrices: FlatArray<Int64>

  /// - Parameters:
  ///   - prices: where the search starts.
  ///   - hasGeneral: whether any order is not flat.
  init(_ prices: Prices, scales: PriceScales, flat: FlatScenario, hasPickups: Bool, hasGeneral: Bool) {
    self.flat = flat
    activation = prices.activation
    let limits = flat.tables.resources.limits
    let rows = flat.tables.resources.stockRows
    cells = FlatArray(repeating: Cell(price: 0), count: limits.count)
    for resource in limits.indices {
      cells[resource].price = Double(prices.resources[resource])
      guard limits[resource] != .max, limits[resource] > 0 else { continue }
      if resource < rows && !hasPickups && limits[rows + resource] < limits[resource] { continue }
      if resource >= rows && resource < 2 * rows && limits[resource] >= limits[resource - rows] { continue }
      let scale = scales[resource]
      cells[resource].perUnit = scale / Double(limits[resource])
      cells[resource].perPass = scale
    }
    // Where all stock may ship, none of it is protected.
    ranges = [(flat.hasProtectedStock ? rows : 2 * rows)..<limits.count, 0..<rows]
    flatPrices = FlatPrices(prices, flat)
    general = FlatArray(hasGeneral ? prices.resources : [], padding: 0)
    activationPrices = FlatArray(prices.activation, padding: 0)
  }

  /// A resource is used: it becomes dearer. Searches see it after `settle`.
  @inline(__always)
  func raise(_ resource: Int, by amount: Int32, step: Double) {
    let cell = cells.base + resource
    cell.pointee.price += step * cell.pointee.perUnit * Double(amount)
  }

  /// What a batch took becomes dearer, everything in a range of resources cheapens by its limit's worth, and searches
  /// see the new prices.
  /// - Parameter share: of a pass, since the last time.
  /// - Complexity: O(range).
  func settle(_ range: Range<Int>, _ use: BatchUse, batch: Int, step: Double, share: Double) {
    let rows = flat.tables.resources.stockRows
    let fall = step * share
    for resource in range {
      let cell = cells.base + resource
      let rise = step * cell.pointee.perUnit * Double(use.use(of: resource, batch: batch))
      let value = max(0, cell.pointee.price + rise - fall * cell.pointee.perPass)
      cell.pointee.price = value
      if general.count > 0 { general[resource] = Int64(value) }
      guard resource < rows else { continue }
      flatPrices.rows.base[resource].price = flat.useCosts[resource] + Int64(value)
    }
    // The price of shipping, settled before, comes on top of that of the stock.
    guard flat.hasProtectedStock, range.lowerBound < rows else { return }
    for row in range.lowerBound..<min(range.upperBound, rows) {
      flatPrices.rows.base[row].price += Int64(cells[rows + row].price)
    }
  }

  /// Brings the prices of nodes and lanes to where searches read them.
  func settleNodes() {
    let layout = flat.tables.resources
    for node in 0..<layout.nodes {
      let index = NodeIndex(node)
      let active = flat.tables.nodes[node].isActive ? 0 : activation[node]
      flatPrices.nodeOrders[node] = Int64(cells[layout.capacityOrders(index)].price) + active
      flatPrices.nodeUnits[node] = Int64(cells[layout.capacityUnits(index)].price)
    }
    for lane in 0..<flatPrices.lanes.count { flatPrices.lanes[lane] = Int64(cells[layout.lane(Int32(lane))].price) }
  }

  /// How many resources there are.
  var count: Int { cells.count }

  /// The exact price of a resource (millionths).
  @inline(__always)
  func price(_ resource: Int) -> Double { cells[resource].price }

  /// The mean of these prices over some passes.
  /// - Complexity: O(resources).
  func prices(_ mean: PriceMean) -> Prices {
    var prices = Prices(flat.tables)
    prices.activation = activation
    for resource in 0..<count { prices.resources[resource] = mean.price(resource, now: price(resource)) }
    return prices
  }
}
