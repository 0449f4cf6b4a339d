import SupplyModel

/// What the orders of a batch would take at the prices as they are: asked in parallel. What flat orders take is
/// counted as they are asked, what others take is booked after that.
///
/// A flat order that keeps choosing the same is asked in every second pass, every third, at last every fifth: prices
/// near their best move few orders, and a choice a few passes old is nearly as good a direction.
final class BatchTrial {
  private struct Use: BitwiseCopyable {
    var resource: Int32
    var amount: Int32
  }

  private let walk: OrderWalk
  private let flat: FlatScenario
  /// Where only the likely rows of an order are looked at in most passes.
  private let candidates: RowCandidates?
  /// By order: the pass in which it looks at all rows again.
  private let due: FlatArray<Int32>
  /// By line: the stock row that a flat order takes it from, or -1.
  let choice: FlatArray<Int32>
  /// By order: how often in a row it has chosen the same, and for how many passes it is taken to do so again.
  private let streaks: FlatArray<UInt8>
  private let rest: FlatArray<UInt8>
  private static let mostRest: UInt8 = 4
  /// What the flat orders take.
  let use: BatchUse
  /// By task: what its general orders take.
  private var uses: [[Use]] = []

  init(_ walk: OrderWalk, candidates: RowCandidates?) {
    self.walk = walk
    flat = walk.flat
    self.candidates = candidates
    due = FlatArray(repeating: 0, count: walk.count)
    streaks = FlatArray(repeating: 0, count: walk.count)
    rest = FlatArray(repeating: 0, count: walk.count)
    use = BatchUse(flat, batches: walk.batches.tasks.count)
    choice = FlatArray(repeating: -1, count: flat.orders.skus.count)
  }

  /// All orders next look at all rows in a pass. Complexity: O(orders).
  func lookAtAll(in pass: Int) {
    for order in 0..<due.count { due[order] = Int32(clamping: pass) }
  }

  /// Asks all orders of a batch.
  /// - Parameter nextLook: the pass in which orders that look at all rows now do so again.
  /// - Complexity: one search an order, in parallel.
  func run(
    _ batch: Int, pass: Int, nextLook: Int, _ book: PriceBook, _ covers: CoverPrices?, _ pool: WorkerPool<OrderSearch>
  ) {
    let tasks = walk.batches.tasks[batch]
    // A batch of fewer tasks than the one before must not find that one's.
    for index in uses.indices { uses[index].removeAll(keepingCapacity: true) }
    if uses.count < tasks.count { uses += [[Use]](repeating: [], count: tasks.count - uses.count) }
    let flat = self.flat
    let choice = self.choice
    let streaks = self.streaks
    let rest = self.rest
    let use = self.use
    let mostRest = BatchTrial.mostRest
    let walk = self.walk
    let due = candidates == nil ? nil : self.due
    let now = Int32(pass)
    let next = Int32(clamping: nextLook)
    flat.tables.resources.limits.withUnsafeBufferPointer { limits in
      guard let left = limits.baseAddress else { return }
      nonisolated(unsafe) let limits = left
      uses.withUnsafeMutableBufferPointer { buffer in
        // Each task writes a slot of its own.
        nonisolated(unsafe) let uses = buffer
        pool.run(tasks.count) { search, task in
          search.forget()
          for order in tasks[task] {
            if flat.orders.isFlat(order) {
              if rest[order] > 0 {
                rest[order] -= 1
                continue
              }
              if let due, due[order] <= now {
                search.searchAloneAndRank(order, book.flatPrices, covers)
                due[order] = next
              } else {
                search.searchAlone(order, book.flatPrices, covers)
              }
              let lines = flat.orders.lines(order)
              let rows = choice.base + lines.lowerBound
              let found = search.flatSearch.choice.base
              let isSame = (0..<lines.count).allSatisfy { rows[$0] == found[$0] }
              if !isSame {
                use.add(order, rows, batch: batch, sign: -1)
                covers?.count(lines, rows, batch: batch, sign: -1)
                rows.update(from: found, count: lines.count)
                use.add(order, rows, batch: batch, sign: 1)
                covers?.count(lines, rows, batch: batch, sign: 1)
              }
              streaks[order] = isSame ? min(streaks[order] + 1, mostRest) : 0
              rest[order] = streaks[order]
              continue
            }
            let finder = search.finder
            finder.load(walk.scenarioOrder(order))
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

  /// Makes what the general orders of the last batch take dearer; what flat orders take, `use` holds.
  /// - Complexity: O(lines of general orders).
  func raise(_ book: PriceBook, step: Double) {
    for own in uses {
      for use in own { book.raise(Int(use.resource), by: use.amount, step: step) }
    }
  }

  /// Counts what all orders chose last into covers.
  /// - Complexity: O(lines).
  func count(_ covers: CoverPrices) {
    for (batch, tasks) in walk.batches.tasks.enumerated() {
      for order in (tasks.first?.lowerBound ?? 0)..<(tasks.last?.upperBound ?? 0) {
        let lines = flat.orders.lines(order)
        covers.count(lines, choice.base + lines.lowerBound, batch: batch, sign: 1)
      }
    }
  }
}
