import Forecasting
import SupplyModel

/// `min_max` and `base_stock` review after review: the decisions of `LevelPolicy`'s first period, taken from stock that
/// is kept up to date in place. Only rows that anything happened to since they were last in order are looked at.
/// The decisions themselves are the kernel's.
package final class LevelReview {
  /// Goods to send or to buy, by the rows of the stock table.
  package struct Move: Hashable, Sendable {
    /// -1 = bought.
    package var from: Int32
    package var to: Int32
    package var units: Int32
  }

  /// What the review may ask of the stock that it does not keep itself.
  package struct Limits {
    /// Units of a row that may be sent away.
    package var shippable: (Int) -> Int32
    /// Units of a row that are there, those that are kept for its own customers included.
    package var available: (Int) -> Int32
    /// By node: units that may leave on the day of departure; `Int32.max` = unlimited.
    package var capacity: [Int32]
    /// Whether goods that leave for a node today (or are bought today, from -1) may still be sold there.
    package var isInTime: (_ row: Int, _ days: Int32) -> Bool

    package init(
      shippable: @escaping (Int) -> Int32, available: @escaping (Int) -> Int32, capacity: [Int32],
      isInTime: @escaping (_ row: Int, _ days: Int32) -> Bool
    ) {
      self.shippable = shippable
      self.available = available
      self.capacity = capacity
      self.isInTime = isInTime
    }
  }

  private let structure: ReviewStructure
  private var targets: ReviewTargets
  private let rule: LevelPolicy.Rule
  /// By row: units there and on their way, less those that wait; the same with all rows below.
  private let position: FlatArray<Int32>
  private let echelon: FlatArray<Int32>
  /// Bit sets of places.
  private let pending: FlatArray<UInt64>
  private let owed: FlatArray<UInt64>
  /// The same by bare pointers, good until other targets are set.
  package private(set) var kernel: ReviewKernel
  private let room: ReviewKernel.Room

  /// - Parameters:
  ///   - policy: `min_max` or `base_stock`.
  ///   - position: by row.
  /// - Complexity: O(rows x tiers).
  package init(
    _ scenario: Scenario, structure: ReviewStructure, targets: ReviewTargets, policy: ReplenishmentPolicy,
    position: [Int32]
  ) {
    precondition(policy == .minMax || policy == .baseStock, "only rules go by levels")
    self.structure = structure
    self.targets = targets
    rule = policy == .minMax ? .minMax : .baseStock
    self.position = FlatArray(repeating: 0, count: position.count)
    echelon = FlatArray(repeating: 0, count: position.count)
    let words = structure.order.rows.count / 64
    pending = FlatArray(repeating: 0, count: words)
    owed = FlatArray(repeating: 0, count: words)
    room = ReviewKernel.Room(widest: structure.order.widest)
    kernel = ReviewKernel(
      structure, targets, rule, position: self.position, echelon: echelon, pending: pending, owed: owed)
    for (row, units) in position.enumerated() where structure.isStocked(row) { kernel.change(row, by: units) }
    expectAnew(targets)
  }

  /// Goes by other targets from now on. Complexity: O(rows).
  package func expectAnew(_ targets: ReviewTargets) {
    self.targets = targets
    kernel = ReviewKernel(structure, targets, rule, position: position, echelon: echelon, pending: pending, owed: owed)
    for row in 0..<position.count { kernel.markPending(Int32(row)) }
  }

  /// Units came to a row from outside, or left it for good. Complexity: O(tiers).
  @inline(__always)
  package func change(_ row: Int, by units: Int32) { kernel.change(row, by: units) }

  /// Room for one thread that works with the kernel.
  package func makeRoom() -> ReviewKernel.Room { ReviewKernel.Room(widest: structure.order.widest) }

  /// What to send and buy now; the moves count as carried out.
  /// - Parameter isReview: on other days only those are served whom the last review left short.
  /// - Complexity: O(rows / 64 x tiers + rows that may lack something).
  package func run(_ limits: Limits, isReview: Bool = true) -> [Move] {
    var capacity = limits.capacity
    let stock = LimitedStock(limits: limits)
    room.removeMoves()
    let skus = structure.order.words.count - 1
    capacity.withUnsafeMutableBufferPointer { buffer in
      guard let capacity = buffer.baseAddress else { return }
      // From the stores up: what a node sends on, it may order anew in the same review.
      for depth in (0..<structure.depths).reversed() {
        for sku in 0..<skus where kernel.hasWork(sku, isReview: isReview) {
          kernel.decide(sku, depth: depth, stock, isReview: isReview, capacity: capacity, in: room)
        }
      }
    }
    return Array(room.moves)
  }
}

/// The limits of a review, asked by their closures.
private struct LimitedStock: ReviewedStock {
  let limits: LevelReview.Limits

  func shippable(_ row: Int) -> Int32 { limits.shippable(row) }
  func available(_ row: Int) -> Int32 { limits.available(row) }
  func isInTime(_ row: Int, _ days: Int32) -> Bool { limits.isInTime(row, days) }
}

extension ReviewKernel {
  init(
    _ structure: ReviewStructure, _ targets: ReviewTargets, _ rule: LevelPolicy.Rule, position: FlatArray<Int32>,
    echelon: FlatArray<Int32>, pending: FlatArray<UInt64>, owed: FlatArray<UInt64>
  ) {
    self.rule = rule
    self.position = position.base
    self.echelon = echelon.base
    self.pending = pending.base
    self.owed = owed.base
    parents = structure.parents.base
    places = structure.order.places.base
    words = structure.order.words.base
    rows = structure.order.rows.base
    nodes = structure.nodes.base
    depth = structure.depth.base
    leadDays = structure.leadDays.base
    minima = structure.minima.base
    packs = structure.packs.base
    least = targets.least.base
    most = targets.most.base
    ownReview = targets.ownReview.base
    means = targets.means.base
    deviations = targets.deviations.base
  }
}
