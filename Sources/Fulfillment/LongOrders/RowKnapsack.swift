/// The most that lines competing for one stock row could be worth: a knapsack, solved exactly while its table is small.
///
/// Items that reduced costs decide leave a small core (Dembo & Hammer 1980); a table over its units decides the rest.
struct RowKnapsack {
  /// Cells of a table beyond which the last item is divided instead: among many items that is worth little more.
  var maxCells = 40_000

  /// Whether each item is taken, in the order in which they were given.
  private(set) var isTaken: [Bool] = []

  private var items: [(value: Double, units: Int)] = []
  private var ranked: [Int] = []
  private var core: [Int] = []
  private var table = KnapsackTable()

  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    isTaken.removeAll(keepingCapacity: true)
  }

  /// - Parameter value: whole, below 2^50.
  mutating func add(value: Double, units: Int32) {
    items.append((value, Int(units)))
    isTaken.append(false)
  }

  /// The greatest value of items that together have at most `limit` units, or a little more than that where the table
  /// would be too large; `isTaken` then fits, but may be worth less.
  /// - Complexity: O(n log n + core x units / their common divisor).
  mutating func solve(limit: Int) -> Double {
    ranked.removeAll(keepingCapacity: true)
    var (all, units) = (0.0, 0)
    for index in items.indices where items[index].value > 0 && items[index].units <= limit {
      ranked.append(index)
      all += items[index].value
      units += items[index].units
    }
    if units <= limit {
      for index in ranked { isTaken[index] = true }
      return all
    }
    ranked.sort {
      let (a, b) = (items[$0].value * Double(items[$1].units), items[$1].value * Double(items[$0].units))
      return a != b ? a > b : $0 < $1
    }
    return solveRanked(limit: limit)
  }

  private mutating func solveRanked(limit: Int) -> Double {
    var left = limit
    var prefix = 0.0
    var split = 0
    while split < ranked.count && items[ranked[split]].units <= left {
      prefix += items[ranked[split]].value
      left -= items[ranked[split]].units
      split += 1
    }
    let ratio = items[ranked[split]].value / Double(items[ranked[split]].units)
    let relaxed = prefix + ratio * Double(left)
    var (greedy, room) = (prefix, left)
    for index in ranked[split...] where items[index].units <= room {
      greedy += items[index].value
      room -= items[index].units
    }
    core.removeAll(keepingCapacity: true)
    var (value, capacity) = (0.0, limit)
    for (position, index) in ranked.enumerated() {
      let item = items[index]
      let change = abs(item.value - ratio * Double(item.units))
      // A margin above the rounding of `ratio`: a whole number less would have to be lost.
      if relaxed - change < greedy - 2 {
        if position < split {
          isTaken[index] = true
          value += item.value
          capacity -= item.units
        }
      } else {
        core.append(index)
      }
    }
    if let exact = solveCore(capacity: capacity) { return value + exact }
    takeGreedily(limit: limit)
    return relaxed.rounded(.up) + 1
  }

  private mutating func takeGreedily(limit: Int) {
    var room = limit
    for index in ranked {
      isTaken[index] = items[index].units <= room
      if isTaken[index] { room -= items[index].units }
    }
  }

  /// - Returns: nil where the table would be too large.
  private mutating func solveCore(capacity: Int) -> Double? {
    guard !core.isEmpty, capacity > 0 else { return 0 }
    table.removeAll()
    for index in core { table.add(value: items[index].value, units: items[index].units) }
    guard table.cells(limit: capacity) <= maxCells else { return nil }
    let value = table.solve(limit: capacity)
    for (position, index) in core.enumerated() where table.isTaken[position] { isTaken[index] = true }
    return value
  }
}
