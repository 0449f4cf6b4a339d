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
  /// Where only the likely ways or rows of an order are looked at in most passes.
  private let likely: LikelyWays?
  private let candidates: RowCandidates?
  /// By line: the stock row that a flat order takes it from, or -1.
  let choice: FlatArray<Int32>
  /// By order: how often in a row it has chosen the same, and for how many passes it is taken to do so again.
  private let streaks: FlatArray<UInt8>
  private let rest: FlatArray<UInt8>
  /// By order: whether it looks at all rows when it is asked next.
  private let owesLook: FlatArray<Bool>
  static let mostRest: UInt8 = 4
  /// What the flat orders take.
  let use: BatchUse
  /// By task: what its general orders take.
  private var uses: [[Use]] = []

  init(_ walk: OrderWalk, likely: LikelyWays?, candidates: RowCandidates?) {
    self.walk = walk
    flat = walk.flat
    self.likely = likely
    self.candidates = candidates
    streaks = FlatArray(repeating: 0, count: walk.count)
    rest = FlatArray(repeating: 0, count: walk.count)
    owesLook = FlatArray(repeating: false, count: walk.count)
    use = BatchUse(flat, batches: walk.batches.tasks.count)
    choice = FlatArray(repeating: -1, count: flat.orders.skus.count)
  }

  /// Whether exact prices are read in every pass, not only while orders look at all rows.
  var readsExact: Bool { !(likely?.holdsAll ?? false) }

  /// Flat orders next look at all rows, each when it is asked next. Complexity: O(orders).
  func lookAtAll() {
    guard likely != nil || candidates != nil else { return }
    for order in 0..<owesLook.count { owesLook[order] = true }
  }

  /// Asks all orders of a batch.
  /// - Complexity: one search an order, in parallel.
  func run(_ batch: Int, _ book: PriceBook, _ covers: CoverPrices?, _ pool: WorkerPool<OrderSearch>) {
    let tasks = walk.batches.tasks[batch]
    // A batch of fewer tasks than the one before must not find that one's.
    for index in uses.indices { uses[index].removeAll(keepingCapacity: true) }
    if uses.count < tasks.count { uses += [[Use]](repeating: [], count: tasks.count - uses.count) }
    let trial = Asking(self, batch: batch, book, covers)
    let walk = self.walk
    flat.tables.resources.limits.withUnsafeBufferPointer { limits in
      guard let left = limits.baseAddress else { return }
      nonisolated(unsafe) let limits = left
      uses.withUnsafeMutableBufferPointer { buffer in
        // Each task writes a slot of its own.
        nonisolated(unsafe) let uses = buffer
        pool.run(tasks.count) { search, task in
          search.forget()
          for order in tasks[task] {
            if walk.flat.orders.isFlat(order) {
              trial.ask(order, &search)
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

  /// What threads read and write while they ask the flat orders of a batch.
  private struct Asking: Sendable {
    let flat: FlatScenario
    let likely: LikelyWays?
    let choice: FlatArray<Int32>
    let streaks: FlatArray<UInt8>
    let rest: FlatArray<UInt8>
    let use: BatchUse
    let batch: Int
    let owesLook: FlatArray<Bool>
    let book: PriceBook
    let covers: CoverPrices?

    init(_ trial: BatchTrial, batch: Int, _ book: PriceBook, _ covers: CoverPrices?) {
      (flat, likely, choice, streaks) = (trial.flat, trial.likely, trial.choice, trial.streaks)
      (rest, owesLook, use) = (trial.rest, trial.owesLook, trial.use)
      (self.batch, self.book, self.covers) = (batch, book, covers)
    }

    /// Asks an order, unless it rests, and counts what it takes.
    @inline(__always)
    func ask(_ order: Int, _ search: inout OrderSearch) {
      if rest[order] > 0 {
        rest[order] -= 1
        return
      }
      let lines = flat.orders.lines(order)
      let rows = choice.base + lines.lowerBound
      let found = find(order, &search)
      let isSame = (0..<lines.count).allSatisfy { rows[$0] == found[$0] }
      if !isSame {
        use.add(order, rows, batch: batch, sign: -1)
        covers?.count(lines, rows, batch: batch, sign: -1)
        rows.update(from: found, count: lines.count)
        use.add(order, rows, batch: batch, sign: 1)
        covers?.count(lines, rows, batch: batch, sign: 1)
      }
      streaks[order] = isSame ? min(streaks[order] + 1, BatchTrial.mostRest) : 0
      rest[order] = streaks[order]
    }

    /// The rows of an order's least priced way.
    @inline(__always)
    private func find(_ order: Int, _ search: inout OrderSearch) -> UnsafePointer<Int32> {
      let isKnown = likely.map { $0.counts[order] > 0 } ?? false
      if owesLook[order] {
        owesLook[order] = false
        let reach = isKnown ? book.likelyPrices.flatMap { search.reach(order, $0, covers) } : nil
        search.searchAloneAndRank(order, book.flatPrices, covers, reach: reach)
      } else if isKnown, let prices = book.likelyPrices {
        return search.searchLikely(order, prices, covers)
      } else {
        search.searchAlone(order, book.flatPrices, covers)
      }
      return UnsafePointer(search.flatSearch.choice.base)
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
