import SupplyModel

/// The least priced way of any order: flat ones by `FlatSearch`, all others by `WayFinder`. One a thread.
struct OrderSearch {
  private(set) var flatSearch: FlatSearch
  private let flat: FlatScenario
  private let scenario: Scenario
  private var made: WayFinder?
  private var destination: Int32 = -1

  /// - Parameter candidates: the rows that searches look at which are not asked to look at all; nil: all rows.
  init(_ flat: FlatScenario, scenario: Scenario, candidates: RowCandidates? = nil) {
    self.flat = flat
    self.scenario = scenario
    flatSearch = FlatSearch(flat, candidates: candidates)
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
  mutating func searchAloneAndRank(_ order: Int, _ prices: FlatPrices, _ covers: CoverPrices? = nil) {
    enterAlone(order, prices)
    if let covers, covers.touch(flat.orders.lines(order)) {
      flatSearch.searchAndRank(order, CoveredRows(rows: WholeRows(prices), covers: covers))
    } else {
      flatSearch.searchAndRank(order, WholeRows(prices))
    }
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
