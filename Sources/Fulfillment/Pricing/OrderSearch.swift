import SupplyModel

/// The least priced way of any order: flat ones by `FlatSearch`, all others by `WayFinder`. One a thread.
struct OrderSearch {
  private(set) var flatSearch: FlatSearch
  /// For orders whose likely ways are known; nil where none are kept.
  private(set) var likelySearch: LikelySearch?
  private let flat: FlatScenario
  private let scenario: Scenario
  private var made: WayFinder?
  private var destination: Int32 = -1

  /// - Parameters:
  ///   - candidates: the rows that searches look at which are not asked to look at all; nil: all rows.
  ///   - likely: the ways that `searchLikely` looks at, and that looks at all rows leave behind.
  init(_ flat: FlatScenario, scenario: Scenario, candidates: RowCandidates? = nil, likely: LikelyWays? = nil) {
    self.flat = flat
    self.scenario = scenario
    flatSearch = FlatSearch(flat, candidates: candidates, likely: likely)
    likelySearch = likely.map { LikelySearch($0, flat) }
  }

  /// For orders that are not flat; made when the first one comes.
  var finder: WayFinder {
    mutating get {
      if let made { return made }
      let finder = WayFinder(scenario: scenario, tables: flat.tables)
      made = finder
      return finder
    }
  }

  /// Forgets what it folded of prices and limits: call it when either has changed.
  mutating func forget() { destination = -1 }

  /// Finds the least priced way of a flat order; `flatSearch` holds it.
  @inline(__always)
  mutating func searchFlat(_ order: Int, _ prices: FlatPrices, left: UnsafePointer<Int32>) {
    if flat.orders.destinations[order] != destination {
      destination = flat.orders.destinations[order]
      flatSearch.enter(destination, prices, left: left)
    }
    flatSearch.search(order, PricedRows(prices, left: left, flat))
    // Where the likely rows are taken, others may not be.
    if flatSearch.candidates != nil && flatSearch.isIncomplete(order) {
      flatSearch.search(order, PricedRows(prices, left: left, flat), looksAtAll: true)
    }
  }

  /// The same for a single order among others of other destinations.
  mutating func searchOnce(_ order: Int, _ prices: FlatPrices, left: UnsafePointer<Int32>) {
    destination = -1
    flatSearch.enter(order: order, prices, left: left)
    flatSearch.search(order, PricedRows(prices, left: left, flat))
    if flatSearch.candidates != nil && flatSearch.isIncomplete(order) {
      flatSearch.enter(order: order, prices, left: left, looksAtAll: true)
      flatSearch.search(order, PricedRows(prices, left: left, flat), looksAtAll: true)
    }
  }

  /// The least priced way of a flat order by itself, all limits as they were at first; `flatSearch` holds it.
  /// - Parameter covers: what its lines pay beyond their units.
  @inline(__always)
  mutating func searchAlone(_ order: Int, _ prices: FlatPrices, _ covers: CoverPrices? = nil) {
    enterAlone(order, prices)
    if let covers, covers.touch(flat.orders.lines(order)) {
      flatSearch.search(order, CoveredRows(rows: WholeRows(prices), covers: covers))
    } else {
      flatSearch.search(order, WholeRows(prices))
    }
  }

  /// The same over all rows, whatever the candidates are; the best become them.
  /// - Parameter reach: what rows have to cost at most to be among the best (millionths); nil: unknown.
  mutating func searchAloneAndRank(
    _ order: Int, _ prices: FlatPrices, _ covers: CoverPrices? = nil, reach: Int64? = nil
  ) {
    enterAlone(order, prices)
    if let covers, covers.touch(flat.orders.lines(order)) {
      flatSearch.searchAndRank(order, CoveredRows(rows: WholeRows(prices), covers: covers), reach: reach)
    } else {
      flatSearch.searchAndRank(order, WholeRows(prices), reach: reach)
    }
  }

  /// The least priced of an order's likely ways: by line a stock row, or -1. There must be some.
  @inline(__always)
  mutating func searchLikely(_ order: Int, _ prices: LikelyPrices, _ covers: CoverPrices?) -> UnsafePointer<Int32> {
    guard let found = likelySearch?.search(order, prices, covers) else {
      preconditionFailure("likely ways are searched only where they are kept")
    }
    return found
  }

  /// What rows have to cost at most to come before an order's likely ways; nil where that is not known.
  mutating func reach(_ order: Int, _ prices: LikelyPrices, _ covers: CoverPrices?) -> Int64? {
    likelySearch?.reach(order, prices, covers)
  }

  /// The same with one node closed.
  mutating func searchAlone(_ order: Int, _ prices: FlatPrices, without node: Int) {
    enterAlone(order, prices)
    let place = flatSearch.close(node)
    flatSearch.search(order, WholeRows(prices))
    flatSearch.reopen(node, place)
  }

  @inline(__always)
  private mutating func enterAlone(_ order: Int, _ prices: FlatPrices) {
    if flat.orders.destinations[order] != destination {
      destination = flat.orders.destinations[order]
      flatSearch.enterAlone(destination, prices)
    }
  }
}
