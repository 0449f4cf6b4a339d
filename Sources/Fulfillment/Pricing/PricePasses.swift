import SupplyModel

/// Passes over all orders that move prices: each order of a batch takes its least priced way, what it takes becomes
/// dearer, and everything cheapens steadily at the rate at which its limit allows (Nedić & Bertsekas 2001).
final class PricePasses {
  /// Passes whose step shrinks geometrically.
  struct Schedule: Sendable {
    let passes: Int
    /// First and last step: the share of its scale by which a resource whose use is twice its limit becomes dearer in
    /// one pass. With smaller first steps prices do not arrive; with larger last ones they swing about the best.
    let firstStep: Double
    let lastStep: Double
    /// The first pass whose prices count into the mean.
    let means: Int
    /// The pass in which orders first look at all rows, not at the likely ones only.
    let firstLook: Int

    /// Prices that are to be found.
    static func finding(passes: Int, firstStep: Double, lastStep: Double) -> Schedule {
      Schedule(passes: passes, firstStep: firstStep, lastStep: lastStep, means: passes * 2 / 3, firstLook: 0)
    }

    /// Prices that are near the best. The rows that were likely so far are still likely until they have moved: one look
    /// at all rows is as good as three.
    static func moving(passes: Int, firstStep: Double, lastStep: Double) -> Schedule {
      let means = passes - passes / 2
      return Schedule(passes: passes, firstStep: firstStep, lastStep: lastStep, means: means, firstLook: means)
    }
  }

  let walk: OrderWalk
  let book: PriceBook
  let trial: BatchTrial
  /// How often, of late, rows served lines: counted while means are.
  let shares: RowShares
  private let pool: WorkerPool<OrderSearch>
  /// Passes so far, and all that are planned.
  private var done = 0
  private let total: Int
  private var mean: PriceMean

  /// The mean of the prices of units and places in the last run.
  var prices: Prices { book.prices(mean) }

  init(_ walk: OrderWalk, _ book: PriceBook, _ trial: BatchTrial, _ pool: WorkerPool<OrderSearch>, total: Int) {
    self.walk = walk
    self.book = book
    self.trial = trial
    self.pool = pool
    self.total = total
    shares = RowShares(lines: walk.flat.orders.skus.count)
    mean = PriceMean(prices: book.count)
  }

  /// - Parameters:
  ///   - covers: move with the prices, and end at their mean.
  ///   - remembersShares: whether choices are counted while means are; O(lines) a pass.
  /// - Returns: whether the budget allowed all passes.
  /// - Complexity: O(passes x searches of all orders), in parallel.
  func run(_ schedule: Schedule, _ covers: CoverPrices? = nil, remembersShares: Bool, budget: Budget) -> Bool {
    let decay = root(schedule.lastStep / schedule.firstStep, degree: schedule.passes - 1)
    let means = schedule.means
    var step = schedule.firstStep
    mean = PriceMean(prices: book.count)
    var coverMean = PriceMean(prices: covers?.covers.count ?? 0)
    shares.clear()
    var nextLook = schedule.firstLook
    // Exact prices are kept until the last order that rests has looked, too.
    var lookEnd = 0
    for pass in 0..<schedule.passes {
      budget.report(PhaseReport(phase: "prices", done: done + pass, total: total))
      if budget.isExhausted() { return false }
      if pass == nextLook {
        trial.lookAtAll()
        lookEnd = pass + 1 + Int(BatchTrial.mostRest)
        if !trial.readsExact { refresh() }
        // Prices move ever less: looks at all rows are ever rarer, but for one before the means begin.
        nextLook = pass < means ? min(3 * pass + 4, means) : .max
      }
      let exact = pass < lookEnd || trial.readsExact
      for (batch, tasks) in walk.batches.tasks.enumerated() {
        trial.run(batch, book, covers, pool)
        trial.raise(book, step: step)
        let taken = (tasks.last?.upperBound ?? 0) - (tasks.first?.lowerBound ?? 0)
        let share = Double(taken) / Double(walk.count)
        settle(batch: batch, step: step, share: share, exact: exact)
        covers?.settle(batch: batch, step: step, share: share)
      }
      step *= decay
      guard pass >= means else { continue }
      remember(shares: remembersShares)
      if let covers { coverMean.remember(covers.exactPrice) }
    }
    covers?.take(coverMean)
    done += schedule.passes
    return true
  }

  private func settle(batch: Int, step: Double, share: Double, exact: Bool) {
    let (book, use) = (self.book, trial.use)
    for range in book.ranges {
      forEachPart(range) { book.settle($0, use, batch: batch, step: step, share: share, exact: exact) }
    }
    book.settleNodes()
  }

  /// Brings all prices to where exact searches read them.
  private func refresh() {
    let book = self.book
    forEachPart(0..<walk.flat.tables.resources.stockRows) { book.refresh($0) }
  }

  /// Counts prices, and if asked the choices, of a pass into their means.
  private func remember(shares remembersShares: Bool) {
    mean.begin()
    let (book, mean, choice) = (self.book, self.mean, trial.choice)
    forEachPart(0..<book.count) { mean.add($0, book.price) }
    guard remembersShares else { return }
    shares.begin()
    // Each part writes cells of its own.
    nonisolated(unsafe) let shares = self.shares
    forEachPart(0..<choice.count) { shares.remember(choice, $0) }
  }

  /// Runs `body` on consecutive parts of a range, in parallel.
  private func forEachPart(_ range: Range<Int>, _ body: @Sendable (Range<Int>) -> Void) {
    let parts = max(1, range.count / 65_536)
    pool.run(parts) { _, part in
      body(range.lowerBound + range.count * part / parts..<range.lowerBound + range.count * (part + 1) / parts)
    }
  }
}

/// The factor that, applied `degree` times, takes 1 to `ratio`.
private func root(_ ratio: Double, degree: Int) -> Double {
  guard degree > 0 else { return 1 }
  // Newton's method: no libm, so every machine takes the same steps.
  let exponent = Double(degree)
  var root = 1.0 - (1 - ratio) / exponent
  for _ in 0..<200 {
    var power = 1.0
    for _ in 0..<(degree - 1) { power *= root }
    root -= (power * root - ratio) / (exponent * power)
    root = max(root, 1e-3)
  }
  return root
}
