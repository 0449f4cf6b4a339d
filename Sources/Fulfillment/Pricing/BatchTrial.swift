import SupplyModel

/// What the orders of a batch would take at the prices as they are: asked in parallel, booked one after the other.
final class BatchTrial: @unchecked Sendable {
  private struct Use: BitwiseCopyable {
    var resource: Int32
    var amount: Int32
  }

  /// Its orders come in the sequence of the batches.
  private let flat: FlatScenario
  /// The scenario's order at each place of that sequence.
  private let sequence: [Int32]
  /// By line: the stock row that a flat order takes it from, or -1.
  private let choice: FlatArray<Int32>
  /// By task: what its general orders take.
  private var uses: [[Use]] = []

  init(_ flat: FlatScenario, sequence: [Int32]) {
    self.flat = flat
    self.sequence = sequence
    choice = FlatArray(repeating: -1, count: flat.orders.skus.count)
  }

  /// Asks all orders of the tasks.
  /// - Complexity: one search an order, in parallel.
  func run(_ tasks: [Range<Int>], _ book: PriceBook, _ pool: WorkerPool<OrderSearch>) {
    if uses.count < tasks.count { uses += [[Use]](repeating: [], count: tasks.count - uses.count) }
    let flat = self.flat
    let choice = self.choice
    let sequence = self.sequence
    flat.tables.resources.limits.withUnsafeBufferPointer { limits in
      guard let left = limits.baseAddress else { return }
      nonisolated(unsafe) let limits = left
      uses.withUnsafeMutableBufferPointer { buffer in
        // Each task writes a slot of its own.
        nonisolated(unsafe) let uses = buffer
        pool.run(tasks.count) { search, task in
          search.forget()
          uses[task].removeAll(keepingCapacity: true)
          for order in tasks[task] {
            if flat.orders.isFlat(order) {
              search.searchAlone(order, book.flatPrices)
              for (position, line) in flat.orders.lines(order).enumerated() {
                choice[line] = search.flatSearch.choice[position]
              }
              continue
            }
            let finder = search.finder
            finder.load(Int(sequence[order]))
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
  func raise(_ tasks: [Range<Int>], _ book: PriceBook, step: Double) {
    for (task, range) in tasks.enumerated() {
      for order in range where flat.orders.isFlat(order) {
        flat.forEachUse(order, choice.base + flat.orders.lines(order).lowerBound) {
          book.raise($0, by: $1, step: step)
        }
      }
      for use in uses[task] { book.raise(Int(use.resource), by: use.amount, step: step) }
    }
  }
}
