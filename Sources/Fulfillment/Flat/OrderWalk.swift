import SupplyModel

/// The flat scenario as the engine walks it: batch after batch, orders of one destination next to each other, so that
/// whoever walks it reads memory in sequence. Orders and lines of `flat` are numbered by their place in the walk.
struct OrderWalk: Sendable {
  let flat: FlatScenario
  let batches: OrderBatches
  /// All tasks of all batches, for work that moves no prices.
  let tasks: [Range<Int>]
  /// By place: the first line of the scenario's order.
  private let firstLines: [Int32]

  /// - Complexity: O(lines + batches x destinations), and that of `NearStock.worthwhile`.
  init(_ flat: FlatScenario, batches: Int = 16, threads: Int = 1) {
    self.init(flat, batches: batches, near: NearStock.worthwhile(flat, threads: threads))
  }

  /// - Complexity: O(lines + batches x destinations).
  init(_ flat: FlatScenario, batches: Int = 16, near: NearStock?) {
    self.batches = OrderBatches(flat.orders, count: flat.orders.kinds.count, batches: batches)
    self.flat = FlatScenario(flat, in: self.batches.orders, near: near)
    tasks = self.batches.tasks.flatMap { $0 }
    firstLines = self.batches.orders.map { flat.orders.starts[Int($0)] }
  }

  var count: Int { batches.orders.count }

  /// The scenario's order at a place. Complexity: O(1).
  @inline(__always)
  func scenarioOrder(_ place: Int) -> Int { Int(batches.orders[place]) }

  /// What to add to a line of the order at a place to have the scenario's line. Complexity: O(1).
  @inline(__always)
  func lineOffset(_ place: Int) -> Int { Int(firstLines[place]) - flat.orders.lines(place).lowerBound }
}
