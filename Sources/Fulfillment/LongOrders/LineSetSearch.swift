import SupplyModel

/// What one search over the sets of sources of an order is asked: costs beyond those of the table.
struct LineCharges {
  /// By option: added to its cost; at least `LineSetSearch.closed` where it cannot be used. Whole millionths.
  var options: UnsafePointer<Double>
  /// By source: added to its fixed cost.
  var sources: UnsafePointer<Double>
  /// By source: which mean of the two parcel functions holds, in 64ths of the sloped one.
  var shares: UnsafePointer<UInt8>
}

/// The least charged cost of an order of many lines: branch and bound over the sets of its sources.
///
/// For a given set every line takes its cheapest member or stays unfilled; what a further source saves only shrinks as
/// the set grows, so that the savings at one node of the tree bound those below it (Nemhauser, Wolsey & Fisher 1978).
struct LineSetSearch {
  /// Options that cost so much are none.
  static let closed = 1e15
  /// Sets looked at before the rest enters the bound unexamined.
  static let maxSets = 20_000

  /// No way of the order costs less (millionths).
  private(set) var bound = 0.0
  /// By line of the order: the chosen option, or -1.
  private(set) var choice: [Int32] = []

  /// Saving of each (source, line) against leaving the line, and each option's cost.
  private var savings: [Double] = []
  private var covered: [Double] = []
  private var fixed: [Double] = []
  private var costs: [Double] = []
  private var chosen: [Int] = []
  private var bestSet: [Int] = []
  private var best = 0.0
  private var bestFills = false
  private var openBound = 0.0
  private var slack = 0.0
  private var sets = 0
  private var count = 0
  private var levels = 0

  /// - Complexity: O(sets x sources x lines); the sets that are left are few where sources cost something.
  mutating func search(_ table: LineTable, _ order: Int, _ charges: LineCharges) {
    let lines = table.lines(of: order)
    count = lines.count
    levels = Int(table.mostSources[order])
    prepare(table, order, charges)
    let nothing = table.penalties[lines].reduce(0, +)
    best = count == 0 ? 0 : nothing + table.orderPenalties[order]
    bestSet.removeAll(keepingCapacity: true)
    bestFills = false
    chosen.removeAll(keepingCapacity: true)
    openBound = .infinity
    sets = 0
    if levels > 0 && count > 0 {
      let start = best
      branch(table, order, value: start, candidates: Array(fixed.indices), level: 0)
    }
    bound = min(best, openBound)
    choose(table, order)
  }

  private mutating func prepare(_ table: LineTable, _ order: Int, _ charges: LineCharges) {
    let lines = table.lines(of: order)
    let sources = table.sources(of: order)
    savings.removeAll(keepingCapacity: true)
    savings.append(contentsOf: repeatElement(0, count: sources.count * count))
    covered.removeAll(keepingCapacity: true)
    covered.append(contentsOf: repeatElement(0, count: (levels + 1) * count))
    fixed.removeAll(keepingCapacity: true)
    for source in sources {
      let share = Double(charges.shares[source]) / 64
      let parcel = table.floors[source] + share * (table.slopedFixed[source] - table.floors[source])
      fixed.append(parcel.rounded(.down) + charges.sources[source])
    }
    let firstOption = Int(table.optionStarts[lines.lowerBound])
    costs.removeAll(keepingCapacity: true)
    var excess = 0.0
    var canFill = true
    for (index, line) in lines.enumerated() {
      let penalty = table.penalties[line]
      var least = Double.infinity
      for option in table.options(of: line) {
        let source = Int(table.optionSources[option])
        let slope = table.slopes[option] * Double(charges.shares[sources.lowerBound + source]) / 64
        let cost = table.costs[option] + slope.rounded(.down) + charges.options[option]
        costs.append(cost)
        least = min(least, cost)
        savings[source * count + index] = max(0, penalty - cost)
      }
      if least >= LineSetSearch.closed { canFill = false }
      excess += max(0, least - penalty)
    }
    precondition(costs.count == Int(table.optionStarts[lines.upperBound]) - firstOption)
    // What an order saves beyond its lines if all of them are filled.
    slack = canFill ? max(0, table.orderPenalties[order] - excess) : 0
  }

  /// Looks at the sets that add some of the candidates to the chosen ones.
  private mutating func branch(_ table: LineTable, _ order: Int, value: Double, candidates: [Int], level: Int) {
    var ranked: [(gain: Double, source: Int)] = []
    for source in candidates {
      let gain = saving(of: source, level: level) - fixed[source]
      if gain + slack > 0 { ranked.append((gain, source)) }
    }
    ranked.sort { ($0.gain, $1.source) > ($1.gain, $0.source) }
    let room = levels - level
    for (index, candidate) in ranked.enumerated() {
      var most = 0.0
      for other in ranked[index...].prefix(room) where other.gain > 0 { most += other.gain }
      // The first may save nothing by itself and still be the one that completes the order.
      let least = value - max(most, candidate.gain) - slack
      if least >= best { return }
      sets += 1
      if sets > LineSetSearch.maxSets {
        openBound = min(openBound, least)
        return
      }
      chosen.append(candidate.source)
      consider(table, order, value: value - candidate.gain)
      if room > 1 && index + 1 < ranked.count {
        cover(candidate.source, level: level)
        branch(
          table, order, value: value - candidate.gain, candidates: ranked[(index + 1)...].map(\.source),
          level: level + 1)
      }
      chosen.removeLast()
    }
  }

  private mutating func consider(_ table: LineTable, _ order: Int, value: Double) {
    if value < best { (best, bestSet, bestFills) = (value, chosen, false) }
    guard slack > 0, value - slack < best, let full = fullValue(table, order), full < best else { return }
    (best, bestSet, bestFills) = (full, chosen, true)
  }

  /// The value of the chosen set if every line is filled, at whatever cost; nil where one cannot be.
  private func fullValue(_ table: LineTable, _ order: Int) -> Double? {
    var value = 0.0
    for source in chosen { value += fixed[source] }
    let first = Int(table.optionStarts[Int(table.lineStarts[order])])
    for line in table.lines(of: order) {
      var least = LineSetSearch.closed
      for option in table.options(of: line) where chosen.contains(Int(table.optionSources[option])) {
        least = min(least, costs[option - first])
      }
      if least >= LineSetSearch.closed { return nil }
      value += least
    }
    return value
  }

  /// What a source saves beside those that cover the lines at a level. Complexity: O(lines).
  private func saving(of source: Int, level: Int) -> Double {
    savings.withUnsafeBufferPointer { savings in
      covered.withUnsafeBufferPointer { covered in
        var (even, odd) = (0.0, 0.0)
        let (a, b) = (source * count, level * count)
        var line = 0
        while line + 1 < count {
          even += max(0, savings[a + line] - covered[b + line])
          odd += max(0, savings[a + line + 1] - covered[b + line + 1])
          line += 2
        }
        if line < count { even += max(0, savings[a + line] - covered[b + line]) }
        return even + odd
      }
    }
  }

  private mutating func cover(_ source: Int, level: Int) {
    let (a, b) = (source * count, level * count)
    for line in 0..<count { covered[b + count + line] = max(covered[b + line], savings[a + line]) }
  }

  private mutating func choose(_ table: LineTable, _ order: Int) {
    let first = Int(table.optionStarts[Int(table.lineStarts[order])])
    choice.removeAll(keepingCapacity: true)
    for line in table.lines(of: order) {
      var (least, chosen) = (bestFills ? LineSetSearch.closed : table.penalties[line], Int32(-1))
      for option in table.options(of: line) where bestSet.contains(Int(table.optionSources[option])) {
        if costs[option - first] < least { (least, chosen) = (costs[option - first], Int32(option)) }
      }
      choice.append(chosen)
    }
  }
}
