/// What an order may take from one node as one: a line, a unit of a line, or the whole order, by its split rule.
struct BoundItem {
  /// Units of each open line in one step.
  var parts: [(line: LineIndex, units: Int32)]
  /// How many steps there are in all.
  var steps: Int

  /// Units of each line in some steps.
  func open(steps: Int) -> [(line: LineIndex, units: Int64)] {
    parts.map { ($0.line, Int64($0.units) * Int64(steps)) }
  }

  /// The items of an order's open lines.
  static func items(of order: Order, in scenario: Scenario) -> [BoundItem] {
    let open = order.lines.filter { scenario.lines[Int($0)].lockedNode == nil }
    func units(_ line: LineIndex) -> Int32 { scenario.lines[Int(line)].quantity }
    switch order.split {
    case .lines: return open.map { BoundItem(parts: [($0, units($0))], steps: 1) }
    case .units: return open.map { BoundItem(parts: [($0, 1)], steps: Int(units($0))) }
    case .never: return open.isEmpty ? [] : [BoundItem(parts: open.map { ($0, units($0)) }, steps: 1)]
    }
  }
}

/// Counts of each item, numbered in mixed radix.
struct BoundStates {
  let counts: Int
  private let weights: [Int]
  private let steps: [Int]

  /// nil where there are more than `limit`.
  init?(_ items: [BoundItem], limit: Int) {
    var weights: [Int] = []
    var counts = 1
    for item in items {
      weights.append(counts)
      guard item.steps < limit, counts * (item.steps + 1) <= limit else { return nil }
      counts *= item.steps + 1
    }
    self.counts = counts
    self.weights = weights
    steps = items.map(\.steps)
  }

  func number(_ taken: [Int]) -> Int { zip(taken, weights).reduce(0) { $0 + $1.0 * $1.1 } }

  func taken(_ state: Int, _ item: Int) -> Int { state / weights[item] % (steps[item] + 1) }

  /// Whether both together take no item more often than it is there.
  func fits(_ a: Int, _ b: Int) -> Bool {
    steps.indices.allSatisfy { taken(a, $0) + taken(b, $0) <= steps[$0] }
  }
}
