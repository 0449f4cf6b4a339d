import SupplyModel

/// Goods on their way to a row.
struct Shipload: Sendable {
  var row: Int32
  var units: Int32
  /// From a supplier, not from a node of ours.
  var isBought: Bool
  /// Their ages, where they spoil.
  var lots: [Lot]?
}

/// Goods on their way, by the day on which they come.
struct Transit: Sendable {
  private var days: [[Shipload]]
  /// Of transfers: what is owned, and on the road or at a dock that has no room for it yet.
  private(set) var units: Int64 = 0
  private(set) var value: Int64 = 0
  /// What comes after the last day.
  private var later: [(day: Int, load: Shipload)] = []

  init(days: Int) { self.days = [[Shipload]](repeating: [], count: days) }

  /// - Parameters:
  ///   - day: counted from the start; goods that are overdue come on the first.
  ///   - unitCost: millionths.
  mutating func send(_ load: Shipload, day: Int, unitCost: Int64) {
    if !load.isBought {
      units += Int64(load.units)
      value += Int64(load.units) * unitCost
    }
    if day < days.count { days[max(0, day)].append(load) } else { later.append((day, load)) }
  }

  /// Counts goods of ours whose ways somebody else follows.
  mutating func add(units: Int64, value: Int64) {
    self.units += units
    self.value += value
  }

  /// Forgets what is under way, since somebody else follows it.
  mutating func removeAll() { self = Transit(days: days.count) }

  /// What comes on a day.
  mutating func arrivals(_ day: Int) -> [Shipload] {
    let loads = days[day]
    days[day] = []
    return loads
  }

  /// What a node takes in is no longer under way.
  mutating func takeIn(_ load: Shipload, unitCost: Int64) {
    guard !load.isBought else { return }
    units -= Int64(load.units)
    value -= Int64(load.units) * unitCost
  }

  /// Everything that is under way: the row, units, and the day on which it comes.
  func forEach(from day: Int, _ body: (Shipload, Int) -> Void) {
    for index in max(0, day)..<max(day, days.count) { for load in days[index] { body(load, index) } }
    for (index, load) in later { body(load, index) }
  }
}
