/// The most valuable choice of items within a limit of units, each whole or not at all: a table over units, and back
/// through its decisions (Bellman 1957).
///
/// For the few items that bounds leave undecided. Keeps its storage from one problem to the next.
struct KnapsackTable {
  /// Whether each item is taken, in the order in which they were added.
  private(set) var isTaken: [Bool] = []

  private var items: [(value: Double, units: Int)] = []
  /// Of the units of all items.
  private var divisor = 0
  private var best: [Double] = []
  private var decisions: [Bool] = []

  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    isTaken.removeAll(keepingCapacity: true)
    divisor = 0
  }

  /// - Parameters:
  ///   - value: whole, and sums of all below 2^53: then values are exact.
  ///   - units: at least 1.
  mutating func add(value: Double, units: Int) {
    items.append((value, units))
    isTaken.append(false)
    divisor = KnapsackTable.commonDivisor(divisor, units)
  }

  /// Cells of the table for a limit; 0 without items.
  func cells(limit: Int) -> Int { items.isEmpty ? 0 : columns(limit) * items.count }

  /// The greatest value within `limit`, at least 0.
  /// - Complexity: O(`cells`).
  mutating func solve(limit: Int) -> Double {
    guard !items.isEmpty, limit > 0 else { return 0 }
    let columns = columns(limit)
    fill(columns)
    var room = columns - 1
    for index in items.indices.reversed() where decisions[index * columns + room] {
      isTaken[index] = true
      room -= items[index].units / divisor
    }
    return best[columns - 1]
  }

  /// What may be taken counts in common divisors of the units.
  private func columns(_ limit: Int) -> Int { limit / divisor + 1 }

  private mutating func fill(_ columns: Int) {
    best.removeAll(keepingCapacity: true)
    best.append(contentsOf: repeatElement(0, count: columns))
    decisions.removeAll(keepingCapacity: true)
    decisions.append(contentsOf: repeatElement(false, count: columns * items.count))
    best.withUnsafeMutableBufferPointer { best in
      decisions.withUnsafeMutableBufferPointer { decisions in
        for (index, item) in items.enumerated() {
          let (value, units) = (item.value, item.units / divisor)
          let row = index * columns
          var room = columns - 1
          while room >= units {
            let other = best[room - units] + value
            if other > best[room] {
              best[room] = other
              decisions[row + room] = true
            }
            room -= 1
          }
        }
      }
    }
  }

  /// Euclid's; 0 divides by everything.
  static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
