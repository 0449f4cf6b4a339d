import SupplyModel

/// What the orders of a batch would take at the prices as they are: asked in parallel, booked one after the other.
///
/// A flat order that keeps choosing the same is asked in every second pass, every third, at last every fifth: prices
/// near their best move few orders, and a choice a few passes old is nearly as good a direction.
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
  /// By order: how often in a row it has chosen the same, and for how many passes it is taken to do so again.
  private let streaks: FlatArray<UInt8>
  private let rest: FlatArray<UInt8>
  private static let mostRest: UInt8 = 4
  /// By task: what its general orders take.
  private var uses: [[Use]] = []

  init(_ flat: FlatScenario, sequence: [Int32]) {
    self.flat = flat
    self.sequence = sequence
    streaks = FlatArray(repeating: 0, count: sequence.count)
    rest = FlatArray(repeating: 0, count: sequence.count)
    choice = FlatArray(repeating: -1, count: flat.orders.skus.count)
  }

  /// Asks all orders of the tasks.
  /// - Complexity: one search an order, in parallel.
  func run(_ tasks: [Range<Int>], _ book: PriceBook, _ pool: WorkerPool<OrderSearch>) {
    if uses.count < tasks.count { uses += [[Use]](repeating: [], count: tasks.count - uses.count) }
    let flat = self.flat
    let choice = self.choice
    let streaks = self.streaks
    let rest = self.rest
    let mostRest = BatchTrial.mostRest
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
              if rest[order] > 0 {
                rest[order] -= 1
                continue
              }
              search.searchAlone(order, book.flatPrices)
              var isSame = true
              for (position, line) in flat.orders.lines(order).enumerated() {
                isSame = isSame && choice[line] == search.flatSearch.choice[position]
                choice[line] = search.flatSearch.choice[position]
              }
              streaks[order] = isSame ? min(streaks[order] + 1, mostRest) : 0
              rest[order] = streaks[order]
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
