import SupplyModel

/// Prices while they are being searched: exact values, how far a unit of use moves each, and the copies that searches
/// read.
///
/// A resource without a limit has no price; neither has one that another limit always reaches first (protected stock
/// where all of it may ship; all stock where only a part may and nothing is picked up).
final class PriceBook: Sendable {
  /// By resource id: the price, what one unit of use adds to it at step 1 (0 = has no price), and what a pass without
  /// use takes off. In millionths, rounded to 24 bits: a settled batch reads all of them, so they are small.
  private let exact: FlatArray<Float>
  private let perUnit: FlatArray<Float>
  private let perPass: FlatArray<Float>
  private let flat: FlatScenario
  private let activation: [Int64]
  private let hasUseCosts: Bool
  /// The resources that may have a price, to be settled one range after the other: what searches read of a stock row
  /// is made of all its prices.
  let ranges: [Range<Int>]
  /// For flat orders; where there are likely ways, only as `refresh` and `settle` are told to keep them.
  let flatPrices: FlatPrices
  /// For likely ways; nil where there are none.
  let likelyPrices: LikelyPrices?
  /// For all others, by resource id; empty where there are none.
  let general: FlatArray<Int64>
  let activationPrices: FlatArray<Int64>

  /// - Parameters:
  ///   - prices: where the search starts.
  ///   - hasGeneral: whether any order is not flat.
  ///   - hasLikely: whether any order has likely ways.
  init(
    _ prices: Prices, scales: PriceScales, flat: FlatScenario, hasPickups: Bool, hasGeneral: Bool, hasLikely: Bool
  ) {
    self.flat = flat
    activation = prices.activation
    hasUseCosts = (0..<flat.useCosts.count).contains { flat.useCosts[$0] != 0 }
    let limits = flat.tables.resources.limits
    let rows = flat.tables.resources.stockRows
    exact = FlatArray(repeating: 0, count: limits.count)
    perUnit = FlatArray(repeating: 0, count: limits.count)
    perPass = FlatArray(repeating: 0, count: limits.count)
    for resource in limits.indices {
      exact[resource] = Float(prices.resources[resource])
      guard limits[resource] != .max, limits[resource] > 0 else { continue }
      if resource < rows && !hasPickups && limits[rows + resource] < limits[resource] { continue }
      if resource >= rows && resource < 2 * rows && limits[resource] >= limits[resource - rows] { continue }
      let scale = scales[resource]
      perUnit[resource] = Float(scale / Double(limits[resource]))
      perPass[resource] = Float(scale)
    }
    // Where all stock may ship, none of it is protected.
    ranges = [(flat.hasProtectedStock ? rows : 2 * rows)..<limits.count, 0..<rows]
    flatPrices = FlatPrices(prices, flat)
    // Where a row's price is all that its units pay, searches read it where it is settled.
    let isAll = !flat.hasProtectedStock && !hasUseCosts
    likelyPrices = hasLikely ? LikelyPrices(flatPrices, rows: isAll ? exact : nil) : nil
    general = FlatArray(hasGeneral ? prices.resources : [], padding: 0)
    activationPrices = FlatArray(prices.activation, padding: 0)
  }

  /// A resource is used: it becomes dearer. Searches see it after `settle`.
  @inline(__always)
  func raise(_ resource: Int, by amount: Int32, step: Double) {
    exact[resource] += Float(step) * perUnit[resource] * Float(amount)
  }

  /// What a batch took becomes dearer, everything in a range of resources cheapens by its limit's worth, and searches
  /// see the new prices.
  /// - Parameters:
  ///   - share: of a pass, since the last time.
  ///   - exact: whether `flatPrices` follow.
  /// - Complexity: O(range).
  func settle(_ range: Range<Int>, _ use: BatchUse, batch: Int, step: Double, share: Double, exact: Bool) {
    let rows = flat.tables.resources.stockRows
    let (step, fall) = (Float(step), Float(step * share))
    // Read once: the compiler cannot know that what the loop writes is none of it.
    let (prices, perUnit, perPass) = (self.exact.base, self.perUnit.base, self.perPass.base)
    let (hasGeneral, mayRest) = (general.count > 0, !flat.hasProtectedStock)
    let isShown = likelyPrices?.rows === self.exact && !exact
    if isShown && !hasGeneral && range.upperBound <= rows {
      // Without a branch, so that several rows are settled at a time.
      let uses = use.rows(of: batch)
      for row in range {
        let value = prices[row] + (perUnit[row] * Float(uses[row]) * step - perPass[row] * fall)
        prices[row] = value > 0 ? value : 0
      }
      return
    }
    let likely = likelyPrices.flatMap { $0.rows === self.exact ? nil : $0.rows.base }
    let (shown, useCosts) = (exact ? flatPrices.rows.base : nil, flat.useCosts.base)
    for resource in range {
      let used = use.use(of: resource, batch: batch)
      let price = prices[resource]
      // Most rows are free and stay so.
      if used == 0 && price == 0 && (mayRest || resource >= rows) { continue }
      let value = max(0, price + (perUnit[resource] * Float(used) * step - perPass[resource] * fall))
      prices[resource] = value
      if hasGeneral { general[resource] = Int64(value) }
      guard resource < rows else { continue }
      if mayRest {
        likely?[resource] = value + Float(useCosts[resource])
        shown?[resource].price = useCosts[resource] + Int64(value)
      } else {
        show(resource, exact: exact)
      }
    }
  }

  /// Brings the price of a stock row to where searches read it.
  @inline(__always)
  private func show(_ row: Int, exact: Bool) {
    var price = self.exact[row]
    // The price of shipping, settled before, comes on top of that of the stock.
    if flat.hasProtectedStock { price += self.exact[flat.tables.resources.stockRows + row] }
    if let likelyPrices, likelyPrices.rows !== self.exact { likelyPrices.rows[row] = price + Float(flat.useCosts[row]) }
    guard exact else { return }
    let shipping = flat.hasProtectedStock ? Int64(self.exact[flat.tables.resources.stockRows + row]) : 0
    flatPrices.rows.base[row].price = flat.useCosts[row] + Int64(self.exact[row]) + shipping
  }

  /// Brings the prices of some stock rows to where exact searches read them, after `settle` has left them behind.
  /// - Complexity: O(range).
  func refresh(_ rows: Range<Int>) {
    for row in rows { show(row, exact: true) }
  }

  /// Brings the prices of nodes and lanes to where searches read them.
  func settleNodes() {
    let layout = flat.tables.resources
    for node in 0..<layout.nodes {
      let index = NodeIndex(node)
      let active = flat.tables.nodes[node].isActive ? 0 : activation[node]
      flatPrices.nodeOrders[node] = Int64(exact[layout.capacityOrders(index)]) + active
      flatPrices.nodeUnits[node] = Int64(exact[layout.capacityUnits(index)])
      likelyPrices?.nodeOrders[node] = Float(flatPrices.nodeOrders[node])
      likelyPrices?.nodeUnits[node] = Float(flatPrices.nodeUnits[node])
    }
    for lane in 0..<flatPrices.lanes.count { flatPrices.lanes[lane] = Int64(exact[layout.lane(Int32(lane))]) }
  }

  /// How many resources there are.
  var count: Int { exact.count }

  /// The exact price of a resource (millionths).
  @inline(__always)
  func price(_ resource: Int) -> Double { Double(exact[resource]) }

  /// The mean of these prices over some passes.
  /// - Complexity: O(resources).
  func prices(_ mean: PriceMean) -> Prices {
    var prices = Prices(flat.tables)
    prices.activation = activation
    for resource in 0..<count { prices.resources[resource] = mean.price(resource, now: price(resource)) }
    return prices
  }
}
