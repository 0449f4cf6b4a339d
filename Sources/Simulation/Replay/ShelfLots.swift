import SupplyModel

/// Goods of one age.
struct Lot: Hashable, Sendable {
  /// The last day on which they can be sold, counted from the start.
  var lastDay: Int32
  var units: Int32
}

/// The ages of goods that spoil, row by row; the oldest leave first.
struct ShelfLots {
  /// By row, by falling age; empty where goods keep.
  private var lots: [[Lot]]
  /// By day: rows with goods that can be sold on it for the last time.
  private var ending: [[Int32]]
  private let lives: [Int32?]
  private let skus: [SKUIndex]

  init(_ scenario: Scenario, stock: StockTable, days: Int) {
    lives = scenario.skus.map(\.shelfLifeDays)
    skus = stock.skus
    lots = [[Lot]](repeating: [], count: stock.count)
    ending = [[Int32]](repeating: [], count: days)
  }

  /// Fresh goods of a row on a day: sellable on so many days, that one included; nil where they keep.
  func fresh(_ row: Int, _ units: Int32, day: Int) -> [Lot]? {
    lives[Int(skus[row])].map { [Lot(lastDay: Int32(day) + max(1, $0) - 1, units: units)] }
  }

  mutating func add(_ row: Int, _ added: [Lot]) {
    for lot in added {
      let place = lots[row].firstIndex { $0.lastDay >= lot.lastDay } ?? lots[row].endIndex
      if place < lots[row].count && lots[row][place].lastDay == lot.lastDay {
        lots[row][place].units += lot.units
      } else {
        lots[row].insert(lot, at: place)
        if lot.lastDay >= 0 && lot.lastDay < ending.count { ending[Int(lot.lastDay)].append(Int32(row)) }
      }
    }
  }

  /// Takes units of a row, the oldest first. Complexity: O(lots).
  mutating func take(_ row: Int, _ units: Int32) -> [Lot] {
    var left = units
    var taken: [Lot] = []
    while left > 0, let oldest = lots[row].first {
      let part = min(left, oldest.units)
      taken.append(Lot(lastDay: oldest.lastDay, units: part))
      left -= part
      if part == oldest.units { lots[row].removeFirst() } else { lots[row][0].units -= part }
    }
    return taken
  }

  /// What a row has, the oldest first; goods that keep are in no lot.
  func ages(_ row: Int) -> [Lot] { lots[row] }

  /// Units of a row that could be sold for the last time before a day. Complexity: O(lots).
  func expired(_ row: Int, before day: Int) -> Int32 {
    lots[row].lazy.prefix { Int($0.lastDay) < day }.reduce(Int32(0)) { $0 + $1.units }
  }

  /// Rows with goods that cannot be sold any more after a day, and how many units.
  func spoiled(after day: Int) -> [(row: Int, units: Int32)] {
    // A row is listed again when goods of an age come to it after the first of that age had left.
    Set(ending[day]).sorted().map { row in
      let units = lots[Int(row)].lazy.prefix { Int($0.lastDay) <= day }.reduce(Int32(0)) { $0 + $1.units }
      return (Int(row), units)
    }
  }
}
