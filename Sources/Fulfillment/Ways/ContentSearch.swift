import SupplyModel

/// The exact search for orders of few lines: dynamic programs over what is filled.
///
/// First a partition of the filled lines into contents, each at its cheapest source: O(sources x contents +
/// 3^lines). Where that would use one source twice (or units may be divided), a program over the sources in turn:
/// O(sources x states x contents).
struct ContentSearch {
  private(set) var pieces: [Piece] = []
  private(set) var value: Int64 = 0

  private var states = ContentStates()
  private var contents = SourceContents()
  /// Cheapest content of each state over all sources, and its index in `contents`.
  private var cheapest: [Int64] = []
  private var cheapestIndex: [Int32] = []
  /// Least value of covering each state, a layer for each number of sources where that is limited.
  private var covering: [Int64] = []
  private var choice: [Int32] = []
  private var sourceTable = SourceTable()

  /// Finds the least priced way.
  /// - Precondition: the order has at most `WayFinder.maxStates` states.
  mutating func search(_ problem: OrderProblem, _ query: WayQuery) {
    states.prepare(problem)
    contents.prepare(problem, states, query)
    pieces.removeAll(keepingCapacity: true)
    value = .max
    var bestUnits: Int32 = -1
    let canPartition =
      problem.split == .lines && !problem.hasRepeatedSKU && !problem.sources.contains(where: \.isLocked)
    for level in [problem.leastDaysLate] + contents.lateLevels {
      let lateness = problem.latenessCost(level)
      var found: Selection?
      if canPartition { found = partition(problem, query, level) }
      if found == nil { found = sourceTable.search(problem, states, contents, query, level) }
      guard let found else { continue }
      let total = found.value + lateness
      if query.fillsMost ? (found.units, -total) > (bestUnits, -value) : total < value {
        value = total
        bestUnits = found.units
        pieces = found.pieces
      }
    }
  }

  /// Every way whose priced cost is at most `limit`, each once.
  /// - Returns: false where there are more than `most` of them (those found so far were given).
  mutating func forEachWay(
    _ problem: OrderProblem, _ query: WayQuery, within limit: Int64, most: Int, _ take: ([Piece]) -> Void
  ) -> Bool {
    states.prepare(problem)
    contents.prepare(problem, states, query)
    return sourceTable.forEachWay(problem, states, contents, within: limit, most: most, take)
  }

  /// The best partition into cheapest contents; nil where it uses one source twice.
  private mutating func partition(_ problem: OrderProblem, _ query: WayQuery, _ level: Int32) -> Selection? {
    let count = states.count
    cheapest.removeAll(keepingCapacity: true)
    cheapest.append(contentsOf: repeatElement(infeasible, count: count))
    cheapestIndex.removeAll(keepingCapacity: true)
    cheapestIndex.append(contentsOf: repeatElement(-1, count: count))
    let late = problem.latenessPerDay > 0
    for (index, content) in contents.all.enumerated() where !late || content.daysLate <= level {
      let state = Int(content.state)
      if content.value < cheapest[state] {
        cheapest[state] = content.value
        cheapestIndex[state] = Int32(index)
      }
    }
    // A layer a number of sources only where fewer are allowed than there are lines.
    let layers = problem.maxNewSources < problem.lines.count ? problem.maxNewSources : 0
    cover(layers: layers)
    let top = layers * count
    var best: (state: Int, value: Int64, units: Int32) = (0, .max, -1)
    for state in 0..<count where covering[top + state] < infeasible {
      let total = covering[top + state] + states.unfilled[state]
      let better =
        query.fillsMost ? (states.units[state], -total) > (best.units, -best.value) : total < best.value
      if better { best = (state, total, states.units[state]) }
    }
    var selection = Selection(value: best.value, units: best.units)
    var (state, layer) = (best.state, layers)
    var used: [Int] = []
    while state > 0 {
      let part = Int(choice[layer * count + state])
      let index = Int(cheapestIndex[part])
      let source = contents.source(of: index)
      if used.contains(source) { return nil }
      used.append(source)
      selection.append(source: source, state: part, states)
      state -= part
      if layers > 0 { layer -= 1 }
    }
    selection.sort()
    return selection
  }

  /// covering[t] = least sum of cheapest contents that partition t; with layers, at most so many of them.
  private mutating func cover(layers: Int) {
    let count = states.count
    let size = (layers + 1) * count
    covering.removeAll(keepingCapacity: true)
    covering.append(contentsOf: repeatElement(infeasible, count: size))
    choice.removeAll(keepingCapacity: true)
    choice.append(contentsOf: repeatElement(0, count: size))
    for layer in 0...layers { covering[layer * count] = 0 }
    for layer in (layers == 0 ? 0 : 1)..<(layers + 1) {
      let to = layer * count
      let from = layers == 0 ? to : to - count
      for state in 1..<max(1, count) {
        // The part with the lowest line of the state: each partition is met once.
        let lowest = state & -state
        let rest = state ^ lowest
        var sub = rest
        var best = infeasible
        var bestPart = 0
        while true {
          let part = sub | lowest
          let (first, others) = (cheapest[part], covering[from + (state ^ part)])
          // Negative use costs must not make an impossible sum look possible.
          if first < infeasible && others < infeasible && first + others < best {
            best = first + others
            bestPart = part
          }
          if sub == 0 { break }
          sub = (sub - 1) & rest
        }
        covering[to + state] = best
        choice[to + state] = Int32(bestPart)
      }
    }
  }
}

/// A way found by a dynamic program, lateness apart.
struct Selection {
  var value: Int64
  var units: Int32
  var pieces: [Piece] = []

  /// Adds what a source sends.
  mutating func append(source: Int, state: Int, _ states: ContentStates) {
    for line in states.digits.indices {
      let digit = states.digit(of: line, in: state)
      guard digit > 0 else { continue }
      pieces.append(
        Piece(source: Int32(source), line: Int32(line), quantity: digit * states.unitsPerDigit[line]))
    }
  }

  mutating func sort() { pieces.sort { ($0.source, $0.line) < ($1.source, $1.line) } }
}

extension SourceContents {
  /// The source of a content. Complexity: O(log sources).
  func source(of index: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low
  }
}
