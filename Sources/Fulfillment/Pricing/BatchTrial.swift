import SupplyModel

/// What the orders of a batch would take at the prices as they are: asked in parallel, booked one after the other.
final class BatchTrial: @unchecked Sendable {
  private struct Use: BitwiseCopyable {
    var resource: Int32
    var amount: Int32
  }

  private let scenario: Scenario
  private let flat: FlatScenario
  /// By scenario line: the stock row that a flat order takes it from, or -1.
  private let choice: FlatArray<Int32>
  /// By task: what its general orders take.
  private var uses: [[Use]] = []

  init(scenario: Scenario, flat: FlatScenario) {
    self.scenario = scenario
    self.flat = flat
    choice = FlatArray(repeating: -1, count: scenario.lines.count)
  }

  /// Asks all orders of the tasks.
  /// - Complexity: one search an order, in parallel.
  func run(_ tasks: [Range<Int>], of orders: [Int32], _ book: PriceBook, _ pool: WorkerPool<OrderSearch>) {
    if uses.count < tasks.count { uses += [[Use]](repeating: [], count: tasks.count - uses.count) }
    let flat = self.flat
    let choice = self.choice
    flat.tables.resources.limits.withUnsafeBufferPointer { limits in
      guard let left = limits.baseAddress else { return }
      nonisolated(unsafe) let limits = left
      uses.withUnsafeMutableBufferPointer { buffer in
        // Each task writes a slot of its own.
        nonisolated(unsafe) let uses = buffer
        pool.run(tasks.count) { search, task in
          search.forget()
          uses[task].removeAll(keepingCapacity: true)
          for order in orders[tasks[task]] {
            let order = Int(order)
            if flat.orders.isFlat(order) {
              search.searchFlat(order, book.flatPrices, left: limits)
              for (position, line) in flat.orders.lines(order).enumerated() {
                choice[line] = search.flatSearch.choice[position]
              }
              continue
            }
            let finder = search.finder
            finder.load(order)
            guard !finder.problem.sources.isEmpty else { continue }
            finder.search(
              WayQuery(prices: book.general.base, activation: book.activationPrices.base, remaining: limits))
            finder.problem.forEachUse(of: finder.pieces) {
              uses[task].append(Use(resource: Int32($0), amount: $1))
            }
          }
        }
      }
    }
  }

  /// Makes what the orders take dearer.
  /// - Complexity: O(lines of the batch).
  func raise(_ tasks: [Range<Int>], of orders: [Int32], _ book: PriceBook, step: Double) {
    for (task, range) in tasks.enumerated() {
      for order in orders[range] where flat.orders.isFlat(Int(order)) { raise(Int(order), book, step: step) }
      for use in uses[task] { book.raise(Int(use.resource), by: use.amount, step: step) }
    }
  }

  private func raise(_ order: Int, _ book: PriceBook, step: Double) {
    let layout = flat.tables.resources
    let lines = flat.orders.lines(order)
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
    for line in lines {
      let row = choice[line]
      guard row >= 0 else { continue }
      let quantity = flat.orders.quantities[line]
      let node = flat.rowNodes[Int(row)]
      book.raise(layout.stock(row), by: quantity, step: step)
      if flat.hasProtectedStock { book.raise(layout.protected(row), by: quantity, step: step) }
      book.raise(layout.capacityUnits(node), by: quantity, step: step)
      if flat.hasLanes {
        let lane = flat.tables.arcs.lanes[Int(places[Int(node)].arc)]
        if lane >= 0 { book.raise(layout.lane(lane), by: quantity, step: step) }
      }
      var isFirst = true
      for other in lines.lowerBound..<line where choice[other] >= 0 && flat.rowNodes[Int(choice[other])] == node {
        isFirst = false
      }
      if isFirst { book.raise(layout.capacityOrders(node), by: 1, step: step) }
    }
  }
}
