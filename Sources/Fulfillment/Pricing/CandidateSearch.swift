import SupplyModel

/// The least priced way of a simple order among its candidates: the inner loop of the price search.
struct CandidateSearch {
  /// Which candidate serves each line; -1 = unfilled. As long as the order has lines.
  private(set) var choice: [Int32] = []
  private var cheapest: [Int64] = []
  private var cheapestCandidate: [Int32] = []
  private var covering: [Int64] = []
  private var part: [Int32] = []
  private let resources: Resources

  init(_ tables: ScenarioTables) {
    resources = tables.resources
    let contents = 1 << CandidateTable.maxLines
    choice = [Int32](repeating: -1, count: CandidateTable.maxLines)
    cheapest = [Int64](repeating: infeasible, count: contents)
    cheapestCandidate = [Int32](repeating: -1, count: contents)
    covering = cheapest
    part = cheapestCandidate
  }

  /// Finds the way; `choice` holds it.
  /// - Complexity: O(candidates x 2^lines + 3^lines).
  mutating func search(_ table: CandidateTable, _ order: Int, _ prices: Prices) {
    let lines = Int(table.lineCounts[order])
    let contents = 1 << lines
    for content in 0..<contents {
      cheapest[content] = infeasible
      cheapestCandidate[content] = -1
    }
    let firstRow = Int(table.rowStarts[order])
    let firstCost = Int(table.costStarts[order])
    let firstQuantity = Int(table.quantityStarts[order])
    for (offset, index) in (Int(table.starts[order])..<Int(table.starts[order + 1])).enumerated() {
      let candidate = table.candidates[index]
      let fixed = prices.resources[resources.capacityOrders(candidate.node)] + prices.activation[Int(candidate.node)]
      var perUnit = prices.resources[resources.capacityUnits(candidate.node)]
      if candidate.lane >= 0 { perUnit += prices.resources[Int(candidate.lane)] }
      let costs = firstCost + offset * (contents - 1) - 1
      for line in 0..<lines {
        let row = table.rows[firstRow + offset * lines + line]
        guard row >= 0 else { continue }
        var price = perUnit + prices.resources[resources.stock(row)]
        if candidate.ships { price += prices.resources[resources.protected(row)] }
        covering[1 << line] = price * Int64(table.quantities[firstQuantity + line])
      }
      for content in 1..<contents where table.costs[costs + content] < infeasible {
        let lowest = content & -content
        if content != lowest { covering[content] = covering[lowest] + covering[content ^ lowest] }
        let value = table.costs[costs + content] + fixed + covering[content]
        if value < cheapest[content] {
          cheapest[content] = value
          cheapestCandidate[content] = Int32(offset)
        }
      }
    }
    choose(table, order, lines: lines)
  }

  /// The best partition of some lines into cheapest contents, the others unfilled.
  private mutating func choose(_ table: CandidateTable, _ order: Int, lines: Int) {
    let contents = 1 << lines
    let firstUnfilled = Int(table.unfilledStarts[order])
    covering[0] = 0
    var best = (value: table.unfilled[firstUnfilled], filled: 0)
    for filled in 1..<contents {
      let lowest = filled & -filled
      let rest = filled ^ lowest
      var least = infeasible
      var sub = rest
      while true {
        let (first, others) = (cheapest[sub | lowest], covering[rest ^ sub])
        // Negative use costs must not make an impossible sum look possible.
        if first < infeasible && others < infeasible && first + others < least {
          least = first + others
          part[filled] = Int32(sub | lowest)
        }
        if sub == 0 { break }
        sub = (sub - 1) & rest
      }
      covering[filled] = least
      if least < infeasible && least + table.unfilled[firstUnfilled + filled] < best.value {
        best = (least + table.unfilled[firstUnfilled + filled], filled)
      }
    }
    for line in 0..<lines { choice[line] = -1 }
    var filled = best.filled
    while filled > 0 {
      let content = Int(part[filled])
      for line in 0..<lines where content >> line & 1 == 1 { choice[line] = cheapestCandidate[content] }
      filled ^= content
    }
  }

  /// Calls `take` with each resource that the way found uses and how much of it.
  func forEachUse(_ table: CandidateTable, _ order: Int, _ take: (_ resource: Int, _ amount: Int32) -> Void) {
    let lines = Int(table.lineCounts[order])
    for line in 0..<lines where choice[line] >= 0 {
      let candidate = table.candidates[Int(table.starts[order] + choice[line])]
      let row = table.rows[Int(table.rowStarts[order]) + Int(choice[line]) * lines + line]
      let quantity = table.quantities[Int(table.quantityStarts[order]) + line]
      take(resources.stock(row), quantity)
      if candidate.ships { take(resources.protected(row), quantity) }
      take(resources.capacityUnits(candidate.node), quantity)
      if candidate.lane >= 0 { take(Int(candidate.lane), quantity) }
      if !choice[..<line].contains(choice[line]) { take(resources.capacityOrders(candidate.node), 1) }
    }
  }
}
