/// What a node could save at most by serving orders within its units: a knapsack.
///
/// Whole orders: solved exactly by a table over the units of a core that reduced costs leave (Dembo & Hammer 1980).
/// Orders that may be divided: filled by value a unit, the last one in part.
struct FacilityKnapsack {
  struct Item: BitwiseCopyable {
    /// Value a unit.
    var ratio: Double
    /// Whole, in millionths, for all of the order; at most 0: not worth serving.
    var value: Double
    /// Units that may be taken, and those of the whole order.
    var units: Int
    var quantity: Int
    var order: Int
  }

  /// Cells of a table beyond which the last item is divided instead.
  private static let maxCells = 200_000

  /// Orders that are taken, and which part of each.
  private(set) var taken: [(order: Int, share: Double)] = []
  /// Cells and items looked at.
  private(set) var work = 0

  private var core: [Int] = []
  private var table = KnapsackTable()

  /// - Parameters:
  ///   - items: by ratio, greatest first.
  ///   - divides: whether items may be divided.
  /// - Returns: no less than any choice is worth; a whole number.
  /// - Complexity: O(n + core x units / their common divisor).
  mutating func solve(_ items: [Item], limit: Int, divides: Bool) -> Double {
    taken.removeAll(keepingCapacity: true)
    var (left, value, split) = (limit, 0.0, 0)
    while split < items.count, items[split].value > 0, items[split].units <= left {
      let item = items[split]
      let share = item.units == item.quantity ? 1 : Double(item.units) / Double(item.quantity)
      taken.append((item.order, share))
      value += share == 1 ? item.value : (item.value * share).rounded(.up)
      left -= item.units
      split += 1
    }
    work += split + 1
    guard left > 0, split < items.count, items[split].value > 0 else { return value }
    if divides { return value + divide(items[split], left) }
    return solve(items, limit, split: split, left: left, prefix: value)
  }

  private mutating func divide(_ item: Item, _ left: Int) -> Double {
    let share = Double(left) / Double(item.quantity)
    taken.append((item.order, share))
    return (item.value * share).rounded(.up) + 1
  }

  /// The items before `split` fill all but `left` units.
  private mutating func solve(_ items: [Item], _ limit: Int, split: Int, left: Int, prefix: Double) -> Double {
    let ratio = items[split].ratio
    let relaxed = prefix + ratio * Double(left)
    var (greedy, room, end) = (prefix, left, split)
    while end < items.count && items[end].value > 0 {
      if items[end].units <= room {
        greedy += items[end].value
        room -= items[end].units
      }
      end += 1
    }
    core.removeAll(keepingCapacity: true)
    table.removeAll()
    taken.removeAll(keepingCapacity: true)
    var (value, capacity) = (0.0, limit)
    for index in 0..<end {
      let item = items[index]
      // Below by more than rounding makes of a ratio: to change this item would lose a whole millionth.
      if relaxed - abs(item.value - ratio * Double(item.units)) < greedy - 2 {
        if index < split {
          taken.append((item.order, 1))
          value += item.value
          capacity -= item.units
        }
      } else {
        core.append(index)
        table.add(value: item.value, units: item.units)
      }
    }
    work += 2 * end
    guard !core.isEmpty, capacity > 0 else { return value }
    let cells = table.cells(limit: capacity)
    guard cells <= FacilityKnapsack.maxCells else {
      taken.removeAll(keepingCapacity: true)
      for item in items[..<split] { taken.append((item.order, 1)) }
      _ = divide(items[split], left)
      return relaxed.rounded(.up) + 2
    }
    work += cells / 4
    value += table.solve(limit: capacity)
    for position in core.indices.reversed() where table.isTaken[position] {
      taken.append((items[core[position]].order, 1))
    }
    return value
  }
}
