import SupplyModel

/// One way to serve one order.
struct ReferenceWay {
  var takes: [Take]
  /// Locked lines included, activation apart.
  var cost: Int64
  var uses: [Limit: Int]

  var units: Int { takes.reduce(0) { $0 + $1.units } }
}

extension ReferenceWorld {
  /// Every way to serve an order within some limits.
  func ways(order: Int, within limits: [Limit: Int]) -> [ReferenceWay] {
    var all: [[Take]] = [[]]
    for line in openLines(order) {
      let portions = portions(order: order, line: line)
      all = all.flatMap { takes in portions.map { takes + $0 } }
    }
    return all.compactMap { takes in
      guard isAllowed(order: order, takes: takes) else { return nil }
      let uses = uses(order: order, takes: takes)
      guard fits(uses, in: limits), let cost = cost(order: order, takes: takes) else { return nil }
      return ReferenceWay(takes: takes, cost: cost, uses: uses)
    }
  }

  /// Every division of one line: nothing, all from one node, or any part from anywhere.
  private func portions(order: Int, line: Int) -> [[Take]] {
    let nodes = scenario.nodes.indices.filter { canServe(order: order, line: line, node: $0) }
    let quantity = Int(scenario.lines[line].quantity)
    guard scenario.orders[order].split == .units else {
      return [[]] + nodes.map { [Take(line: line, node: $0, units: quantity)] }
    }
    var portions: [(takes: [Take], left: Int)] = [([], quantity)]
    for node in nodes {
      portions += portions.flatMap { portion in
        (0..<portion.left).map { less in
          (portion.takes + [Take(line: line, node: node, units: less + 1)], portion.left - less - 1)
        }
      }
    }
    return portions.map(\.takes)
  }
}
