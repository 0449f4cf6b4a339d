import RandomStreams
import SupplyModel

/// Improvement of long orders: one is served anew, and may push lines of others out of the stock it wants.
///
/// What pushing out costs (the lines' penalties, or their way to another source of their order that has them) is part
/// of the price at which the order chooses its sources and lines, so that one search weighs them all.
struct OrderExchange {
  /// Lines of a row that are looked at as ones to push out: those that came last.
  static let mostLines = 40

  private let table: LineTable
  private var search = LineSetSearch()
  private var charges: [Double]
  private var fixed: [Double]
  /// Lines that each option of the order in hand would push out.
  private var pushed: [[Int32]] = []
  private var items: [(loss: Double, line: Int32, units: Int32)] = []
  private var random: Xorshift64

  /// - Parameter seed: of the sequences and temperatures drawn.
  init(_ table: LineTable, seed: UInt64) {
    self.table = table
    random = Xorshift64(seed: seed)
    charges = [Double](repeating: 0, count: table.rows.count)
    fixed = [Double](repeating: 0, count: table.nodes.count)
  }

  /// Serves every order anew, in a scattered sequence.
  /// - Parameters:
  ///   - temperature: millionths by which a change may worsen the plan, at most; drawn anew for each.
  ///   - pushes: whether lines of other orders may be pushed out.
  /// - Returns: how many orders changed.
  mutating func sweep(_ plan: inout LinePlan, temperature: Double, pushes: Bool, budget: Budget) -> Int {
    var changes = 0
    var sequence = Array(0..<table.orderCount)
    for index in sequence.indices.reversed() {
      sequence.swapAt(index, Int(random.next() % UInt64(index + 1)))
    }
    for (done, order) in sequence.enumerated() {
      if done % 512 == 0 && budget.isExhausted() { return changes }
      let worse = temperature > 0 ? Int64(temperature * Double(random.next() >> 11) / Double(1 << 53)) : 0
      if rebuild(order, &plan, worse: worse, pushes: pushes) { changes += 1 }
    }
    return changes
  }

  /// Serves orders anew two at a time, as many as there are: one that is drawn and one that could use the same row. Both
  /// leave their stock first, so that they can change places where each alone could not.
  /// - Parameter temperature: as above.
  /// - Returns: how many pairs changed.
  mutating func sweepPairs(_ plan: inout LinePlan, temperature: Double, budget: Budget) -> Int {
    var changes = 0
    for done in 0..<table.orderCount {
      if done % 512 == 0 && budget.isExhausted() { return changes }
      let order = Int(random.next() % UInt64(table.orderCount))
      let worse = Int64(temperature * Double(random.next() >> 11) / Double(1 << 53))
      guard let other = drawRival(of: order) else { continue }
      let before = plan.cost
      plan.mark()
      leave(order, &plan)
      leave(other, &plan)
      serveAnew(other, &plan, pushes: true)
      serveAnew(order, &plan, pushes: true)
      if plan.cost < before + worse && plan.cost != before {
        changes += 1
      } else {
        plan.undo()
      }
    }
    return changes
  }

  /// Another order with a line that one of the order's rows could serve; nil where a few draws find none.
  private mutating func drawRival(of order: Int) -> Int? {
    let lines = table.lines(of: order)
    guard !lines.isEmpty else { return nil }
    for _ in 0..<8 {
      let options = table.options(of: lines.lowerBound + Int(random.next() % UInt64(lines.count)))
      guard !options.isEmpty else { continue }
      let option = options.lowerBound + Int(random.next() % UInt64(options.count))
      let users = table.options(ofRow: Int(table.rows[option]))
      let user = users[users.startIndex + Int(random.next() % UInt64(users.count))]
      let other = Int(table.orders[Int(table.optionLines[Int(user)])])
      if other != order { return other }
    }
    return nil
  }

  /// - Returns: whether the plan changed.
  private mutating func rebuild(_ order: Int, _ plan: inout LinePlan, worse: Int64, pushes: Bool) -> Bool {
    let before = plan.cost
    plan.mark()
    leave(order, &plan)
    serveAnew(order, &plan, pushes: pushes)
    if plan.cost < before + worse && plan.cost != before { return true }
    plan.undo()
    return false
  }

  private func leave(_ order: Int, _ plan: inout LinePlan) {
    for line in table.lines(of: order) where plan.options[line] >= 0 { plan.remove(line) }
  }

  private mutating func serveAnew(_ order: Int, _ plan: inout LinePlan, pushes: Bool) {
    setCharges(order, plan, pushes: pushes)
    charges.withUnsafeBufferPointer { charges in
      fixed.withUnsafeBufferPointer { fixed in
        table.shares.withUnsafeBufferPointer { shares in
          guard let a = charges.baseAddress, let b = fixed.baseAddress, let c = shares.baseAddress else { return }
          search.search(table, order, LineCharges(options: a, sources: b, shares: c))
        }
      }
    }
    serve(order, &plan)
  }

  private mutating func setCharges(_ order: Int, _ plan: LinePlan, pushes: Bool) {
    for source in table.sources(of: order) {
      let node = Int(table.nodes[source])
      fixed[source] = plan.hasRoom(node) ? Double(plan.activation(node)) : LineSetSearch.closed
    }
    let lines = table.lines(of: order)
    let first = Int(table.optionStarts[lines.lowerBound])
    let count = Int(table.optionStarts[lines.upperBound]) - first
    while pushed.count < count { pushed.append([]) }
    for line in lines {
      for option in table.options(of: line) {
        pushed[option - first].removeAll(keepingCapacity: true)
        let need = table.quantities[line] - plan.left[Int(table.rows[option])]
        guard need > 0 else {
          charges[option] = 0
          continue
        }
        charges[option] =
          pushes
          ? push(option, need: need, most: table.penalties[line], plan, slot: option - first)
          : LineSetSearch.closed
      }
    }
  }

  /// Chooses the lines to push out of a row, and what that costs.
  private mutating func push(
    _ option: Int, need: Int32, most: Double, _ plan: LinePlan, slot: Int
  ) -> Double {
    let row = table.rows[option]
    items.removeAll(keepingCapacity: true)
    plan.forEachLine(ofRow: Int(row), most: OrderExchange.mostLines) { line in
      var loss = plan.change(removing: line)
      if let other = plan.detour(of: line, from: row) { loss += other }
      items.append((max(0, Double(loss)), Int32(line), table.quantities[line]))
    }
    // Lists are in the order of their making: ties must not depend on it.
    items.sort {
      let (a, b) = ($0.loss * Double($1.units), $1.loss * Double($0.units))
      return a != b ? a < b : $0.line < $1.line
    }
    var (best, pair) = (most, (-1, -1))
    for (index, item) in items.enumerated() {
      if item.units >= need && item.loss < best { (best, pair) = (item.loss, (index, -1)) }
      if items.count > 24 { continue }
      for other in items.indices.dropFirst(index + 1)
      where item.units + items[other].units >= need && item.loss + items[other].loss < best {
        (best, pair) = (item.loss + items[other].loss, (index, other))
      }
    }
    if let many = pushMany(need: need, below: best, slot: slot) { return many }
    guard pair.0 >= 0 else { return LineSetSearch.closed }
    pushed[slot].append(items[pair.0].line)
    if pair.1 >= 0 { pushed[slot].append(items[pair.1].line) }
    return best
  }

  /// The lines of least loss a unit, without those that are not needed in the end.
  private mutating func pushMany(need: Int32, below best: Double, slot: Int) -> Double? {
    var (loss, units, end) = (0.0, Int32(0), 0)
    while end < items.count && units < need {
      loss += items[end].loss
      units += items[end].units
      end += 1
    }
    guard units >= need else { return nil }
    for index in 0..<end {
      if units - items[index].units >= need {
        units -= items[index].units
        loss -= items[index].loss
      } else {
        pushed[slot].append(items[index].line)
      }
    }
    if loss < best { return loss }
    pushed[slot].removeAll(keepingCapacity: true)
    return nil
  }

  /// Serves an order as the search says, the most valuable lines first, and finds other places for what it pushes out.
  private mutating func serve(_ order: Int, _ plan: inout LinePlan) {
    let lines = table.lines(of: order)
    let first = Int(table.optionStarts[lines.lowerBound])
    var chosen: [(line: Int, option: Int)] = []
    for (index, option) in search.choice.enumerated() where option >= 0 {
      chosen.append((lines.lowerBound + index, Int(option)))
    }
    chosen.sort {
      let a = table.penalties[$0.line] * Double(table.quantities[$1.line])
      let b = table.penalties[$1.line] * Double(table.quantities[$0.line])
      return a != b ? a > b : $0.line < $1.line
    }
    var homeless: [Int] = []
    for (line, option) in chosen {
      if !plan.hasStock(option) {
        for other in pushed[option - first] where plan.options[Int(other)] >= 0 {
          // Lines of the same order and SKU may have taken its place in the meantime.
          guard plan.table.rows[Int(plan.options[Int(other)])] == table.rows[option] else { continue }
          plan.remove(Int(other))
          homeless.append(Int(other))
        }
      }
      if plan.hasStock(option) && plan.change(adding: option) < infeasible {
        plan.add(option)
      } else {
        homeless.append(line)
      }
    }
    for line in homeless where plan.options[line] < 0 {
      if let best = plan.bestJoining(line) { plan.add(best.option) }
    }
  }
}

extension LinePlan {
  /// What a served line would save at another source of its order that has it in stock, against not being served; nil
  /// where there is none.
  /// - Complexity: O(options).
  func detour(of line: Int, from row: Int32) -> Int64? {
    let order = Int(table.orders[line])
    let sources = Int(table.sourceStarts[order])
    let bonus = missing[order] == 0 ? Int64(table.orderPenalties[order]) : 0
    var best: Int64?
    for option in table.options(of: line) {
      guard table.rows[option] != row, counts[sources + Int(table.optionSources[option])] > 0, hasStock(option) else {
        continue
      }
      let change = change(adding: option)
      if change < infeasible && change - bonus < best ?? 0 { best = change - bonus }
    }
    return best
  }
}
