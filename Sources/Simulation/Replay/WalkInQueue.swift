import SupplyModel

/// Customers in stores who wait for goods, row by row, in the order in which they came.
///
/// One linked list a row in flat arrays: who is served leaves a place that the next one takes.
struct WalkInQueue: Sendable {
  /// Units that a customer waits for.
  struct Waiter: Hashable, Sendable {
    /// Index into `Scenario.customers`, or -1.
    var customer: Int32
    var units: Int32
  }

  private struct Entry: Sendable {
    var waiter: Waiter
    /// Who comes after it, or -1.
    var next: Int32
  }

  private var entries: [Entry] = []
  /// The first place that is free, or -1.
  private var free: Int32 = -1
  /// By row, or -1.
  private var first: [Int32]
  private var last: [Int32]

  init(rows: Int) {
    first = [Int32](repeating: -1, count: rows)
    last = first
  }

  /// A customer begins to wait. Complexity: O(1).
  mutating func add(_ row: Int, _ waiter: Waiter) {
    let end = last[row]
    // Nobody can tell customers without an id apart.
    if end >= 0 && entries[Int(end)].waiter.customer == waiter.customer {
      entries[Int(end)].waiter.units += waiter.units
      return
    }
    let place = newPlace(Entry(waiter: waiter, next: -1))
    if end >= 0 { entries[Int(end)].next = place } else { first[row] = place }
    last[row] = place
  }

  /// Serves who has waited longest.
  /// - Returns: whom, and with how many units, at most so many; nil where nobody waits.
  /// - Complexity: O(1).
  mutating func serve(_ row: Int, atMost units: Int32) -> Waiter? {
    let place = first[row]
    guard place >= 0, units > 0 else { return nil }
    var served = entries[Int(place)].waiter
    if served.units > units {
      entries[Int(place)].waiter.units -= units
      served.units = units
      return served
    }
    first[row] = entries[Int(place)].next
    if first[row] < 0 { last[row] = -1 }
    entries[Int(place)].next = free
    free = place
    return served
  }

  private mutating func newPlace(_ entry: Entry) -> Int32 {
    guard free >= 0 else {
      entries.append(entry)
      return Int32(entries.count - 1)
    }
    let place = free
    free = entries[Int(place)].next
    entries[Int(place)] = entry
    return place
  }
}
