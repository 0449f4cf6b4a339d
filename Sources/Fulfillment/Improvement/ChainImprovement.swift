import Foundation
import SupplyModel

/// Improves the flat orders of a plan by ejection chains until the prices say that little is left to gain.
///
/// Chains are sought in parallel, batch by batch, against the plan before the batch, and applied one after the other
/// where no earlier one of the batch is in the way: the result does not depend on the number of threads.
struct ChainImprovement {
  let scenario: Scenario
  let flat: FlatScenario
  var options = ChainSearch.Options()

  /// - Parameter leastCosts: by order: its least priced cost at these prices.
  func run(_ plan: FlatPlan, prices: Prices, leastCosts: [Int64], passes: Int, budget: Budget) {
    let flatPrices = FlatPrices(prices, flat)
    let noPrices = FlatPrices(Prices(flat.tables), flat)
    let tenants = NodeTenants(flat)
    let pool = WorkerPool(threads: budget.threads) {
      ChainSearch(plan, prices: flatPrices, noPrices: noPrices, tenants: tenants, options: options)
    }
    let all = OrderBatches(flat.orders, count: scenario.orders.count, batches: 1)
    let searches = WorkerPool(threads: budget.threads) { OrderSearch(flat, scenario: scenario) }
    var changes: [LeftChange] = []
    var stamps = [Int32](repeating: -1, count: scenario.orders.count)
    var stamp: Int32 = 0
    for pass in 0..<passes {
      tenants.update(plan, flatPrices, all, searches)
      let t0 = ContinuousClock.now; var queue = promising(plan, all, pool, changes)
 let t1 = ContinuousClock.now
      var gain: Int64 = 0; var nf = 0, na = 0; var gf: Int64 = 0; var hist = [Int](repeating: 0, count: 20)
      let size = Int(getenv("BATCH").map { String(cString: $0) } ?? "64")!; var start = 0
      var found = [EjectionChain](repeating: EjectionChain(), count: size)
      while start < queue.count {
        defer { start += size }
        budget.report(PhaseReport(phase: "improving", done: pass * queue.count + start, total: passes * queue.count))
        if budget.isExhausted() { return }
        let batch = Array(queue[start..<min(queue.count, start + size)])
        found.withUnsafeMutableBufferPointer { buffer in
          nonisolated(unsafe) let slots = buffer
          let tasks = 16
          let changes = changes
          pool.run(tasks) { search, task in
            search.follow(changes)
            for index in batch.count * task / tasks..<batch.count * (task + 1) / tasks {
              search.run(Int(batch[index]))
              slots[index] = search.best
            }
          }
        }
        stamp += 1
        for index in 0..<batch.count where found[index].gain > 0 { nf += 1; gf += found[index].gain; hist[found[index].moves.count] += 1 }
        for index in 0..<batch.count where found[index].gain > 0 {
          if apply(found[index], plan, &changes, &stamps, stamp) { gain += found[index].gain; na += 1 } else { queue.append(batch[index]) }
        }
      }
      print("chain pass", pass, t1-t0, ContinuousClock.now-t1, "queue", queue.count, "found", nf, Double(gf) / 1e6, "applied", na, hist, "gain", Double(gain) / 1e6, to: &err)
      if gain == 0 { return }
    }
  }

  /// Orders that would save if room were made for them at the prices, those that would save most first.
  private func promising(
    _ plan: FlatPlan, _ batches: OrderBatches, _ pool: WorkerPool<ChainSearch>, _ changes: [LeftChange]
  ) -> [Int32] {
    let flat = self.flat
    let savings = FlatArray<Int64>(repeating: 0, count: scenario.orders.count)
    for tasks in batches.tasks {
      pool.run(tasks.count) { search, task in
        search.follow(changes)
        search.forget()
        for order in batches.orders[tasks[task]] where flat.orders.isFlat(Int(order)) {
          savings[Int(order)] = search.saving(Int(order))
        }
      }
    }
    var queue: [(saving: Int64, order: Int32)] = []
    for order in 0..<savings.count where savings[order] > 1000 { queue.append((-savings[order], Int32(order))) }
    queue.sort { ($0.saving, $0.order) < ($1.saving, $1.order) }
    return queue.map(\.order)
  }

  /// Applies a chain unless an earlier one of the batch has changed its orders or taken its place.
  private func apply(
    _ chain: EjectionChain, _ plan: FlatPlan, _ changes: inout [LeftChange], _ stamps: inout [Int32], _ stamp: Int32
  ) -> Bool {
    for move in chain.moves where stamps[Int(move.order)] == stamp { return false }
    var applied = 0
    var old: [EjectionChain.Move] = []
    for move in chain.moves {
      let lines = flat.orders.lines(Int(move.order))
      var before = EjectionChain.Move(order: move.order, rows: InlineArray(repeating: -1))
      for (position, line) in lines.enumerated() { before.rows[position] = plan.rowOf[line] }
      old.append(before)
      serve(move, plan)
      applied += 1
    }
    var fits = true
    for move in chain.moves {
      plan.forEachUse(Int(move.order), plan.rowOf.base + flat.orders.lines(Int(move.order)).lowerBound) { resource, _ in
        if plan.left[resource] < 0 { fits = false }
      }
    }
    guard fits else {
      for move in old.reversed() { serve(move, plan) }
      return false
    }
    for (before, move) in zip(old, chain.moves) {
      stamps[Int(move.order)] = stamp
      withRows(before) { plan.forEachUse(Int(move.order), $0) { changes.append(LeftChange(resource: Int32($0), amount: $1)) } }
      withRows(move) { plan.forEachUse(Int(move.order), $0) { changes.append(LeftChange(resource: Int32($0), amount: -$1)) } }
    }
    return true
  }

  private func serve(_ move: EjectionChain.Move, _ plan: FlatPlan) {
    withRows(move) { plan.serve(Int(move.order), $0) }
  }

  private func withRows<Result>(_ move: EjectionChain.Move, _ body: (UnsafePointer<Int32>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: FlatOrders.maxLines) { buffer in
      for position in 0..<FlatOrders.maxLines { buffer[position] = move.rows[position] }
      return body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
    }
  }
}
