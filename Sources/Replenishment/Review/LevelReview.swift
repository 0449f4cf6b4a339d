import Forecasting
import SupplyModel

/// `min_max` and `base_stock` review after review: the decisions of `LevelPolicy`'s first period, taken from stock that
/// is kept up to date in place. Only rows that anything happened to since they were last in order are looked at.
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

  private var targets: ReviewTargets
  private let structure: ReviewStructure
  private let scenario: Scenario
  private let rule: LevelPolicy.Rule
  /// By row: units there and on their way, less those that wait; the same with all rows below.
  private let position: FlatArray<Int32>
  private let echelon: FlatArray<Int32>
  private let isPending: FlatArray<Bool>
  /// Rows that may lack something, by how many nodes are above them.
  private var pending: [[Int32]]
  /// Rows whose parent had too little at the last review: theirs is what comes to it next.
  private var owed: [[Int32]]

  /// - Parameters:
  ///   - policy: `min_max` or `base_stock`.
  ///   - position: by row.
  /// - Complexity: O(rows x tiers).
  package init(
    _ scenario: Scenario, structure: ReviewStructure, targets: ReviewTargets, policy: ReplenishmentPolicy,
    position: [Int32]
  ) {
    precondition(policy == .minMax || policy == .baseStock, "only rules go by levels")
    self.scenario = scenario
    self.structure = structure
    self.targets = targets
    rule = policy == .minMax ? .minMax : .baseStock
    self.position = FlatArray(repeating: 0, count: position.count)
    echelon = FlatArray(repeating: 0, count: position.count)
    isPending = FlatArray(repeating: false, count: position.count)
    pending = [[Int32]](repeating: [], count: structure.depths)
    owed = pending
    for (row, units) in position.enumerated() where structure.isStocked(row) { change(row, by: units) }
    expectAnew(targets)
  }

  /// Goes by other targets from now on. Complexity: O(rows).
  package func expectAnew(_ targets: ReviewTargets) {
    self.targets = targets
    for row in 0..<position.count { markPending(Int32(row)) }
  }

  /// Units came to a row from outside, or left it for good. Complexity: O(tiers).
  @inline(__always)
  package func change(_ row: Int, by units: Int32) {
    position[row] &+= units
    var above = Int32(row)
    while above >= 0 {
      echelon[Int(above)] &+= units
      markPending(above)
      above = structure.parents[Int(above)]
    }
  }

  @inline(__always)
  private func markPending(_ row: Int32) {
    guard !isPending[Int(row)], structure.isReplenished(Int(row)) else { return }
    isPending[Int(row)] = true
    pending[Int(structure.depth[Int(row)])].append(row)
  }

  /// What to send and buy now; the moves count as carried out.
  /// - Parameter isReview: on other days only those are served whom the last review left short.
  /// - Complexity: O(p log p) for p rows that may lack something.
  package func run(_ limits: Limits, isReview: Bool = true) -> [Move] {
    var limits = limits
    var moves: [Move] = []
    // From the stores up: what a node sends on, it may order anew in the same review.
    for depth in pending.indices.reversed() {
      if isReview { review(depth, &limits, &moves) } else { sendOwed(depth, &limits, &moves) }
    }
    return moves
  }

  private func review(_ depth: Int, _ limits: inout Limits, _ moves: inout [Move]) {
    var rows = pending[depth]
    pending[depth] = []
    owed[depth] = []
    for row in rows { isPending[Int(row)] = false }
    rows.removeAll { request(Int($0)) == 0 }
    rows.sort { (structure.parents[Int($0)], $0) < (structure.parents[Int($1)], $1) }
    for family in families(rows) {
      let parent = structure.parents[Int(rows[family.lowerBound])]
      if parent >= 0 {
        send(Int(parent), rows[family], &limits, &moves)
      } else {
        for row in rows[family] { buy(Int(row), limits, &moves) }
      }
    }
    // Who did not get all asks again.
    for row in rows where request(Int(row)) > 0 {
      markPending(row)
      if structure.parents[Int(row)] >= 0 { owed[depth].append(row) }
    }
  }

  /// Sends on what has come to parents that lacked goods. Rows are by parent since the review.
  private func sendOwed(_ depth: Int, _ limits: inout Limits, _ moves: inout [Move]) {
    let rows = owed[depth]
    var still: [Int32] = []
    still.reserveCapacity(rows.count)
    for family in families(rows) {
      let parent = Int(structure.parents[Int(rows[family.lowerBound])])
      if limits.shippable(parent) <= 0 {
        still += rows[family]
        continue
      }
      let short = rows[family].filter { request(Int($0)) > 0 }
      send(parent, short[...], &limits, &moves)
      still += short.filter { request(Int($0)) > 0 }
    }
    owed[depth] = still
  }

  /// The ranges of rows that have the same parent. Complexity: O(rows).
  private func families(_ rows: [Int32]) -> [Range<Int>] {
    var families: [Range<Int>] = []
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count && structure.parents[Int(rows[end])] == structure.parents[Int(rows[start])] { end += 1 }
      families.append(start..<end)
      start = end
    }
    return families
  }

  /// What a row lacks, whole packs. Complexity: O(1).
  private func request(_ row: Int) -> Int32 {
    let lacking: Int32
    switch rule {
    case .minMax: lacking = position[row] <= targets.least[row] ? targets.most[row] - position[row] : 0
    case .baseStock: lacking = targets.most[row] - echelon[row]
    }
    guard lacking > 0 else { return 0 }
    let pack = structure.packs[Int(structure.skus[row])]
    return (lacking + pack - 1) / pack * pack
  }

  private func send(_ parent: Int, _ rows: ArraySlice<Int32>, _ limits: inout Limits, _ moves: inout [Move]) {
    let node = Int(structure.nodes[parent])
    guard limits.capacity[node] > 0 else { return }
    let pack = structure.packs[Int(structure.skus[parent])]
    // What its own customers are expected to ask for stays, be it protected or not.
    let own = Int32(targets.ownReview[parent].rounded(.up))
    let free = min(limits.shippable(parent), limits.available(parent) - own, limits.capacity[node])
    var available = max(0, free) / pack * pack
    let takers = rows.filter { limits.isInTime(Int($0), structure.leadDays[Int($0)]) }
    guard available > 0, !takers.isEmpty else { return }
    let asked = takers.map { request(Int($0)) }
    var shares = asked
    if rule == .baseStock, asked.reduce(Int64(0), { $0 + Int64($1) }) > Int64(available) {
      shares = EqualFractile.divide(
        available, pack: pack,
        among: zip(takers, asked).map {
          EqualFractile.Taker(position: Double(echelon[Int($0)]), request: $1, demand: targets.cover(Int($0)))
        })
    }
    for (row, share) in zip(takers, shares) {
      let units = min(share, available / pack * pack)
      guard units > 0 else { continue }
      available -= units
      if limits.capacity[node] != .max { limits.capacity[node] -= units }
      position[parent] -= units
      position[Int(row)] += units
      echelon[Int(row)] += units
      markPending(Int32(parent))
      moves.append(Move(from: Int32(parent), to: row, units: units))
    }
  }

  private func buy(_ row: Int, _ limits: Limits, _ moves: inout [Move]) {
    let supply = scenario.supply[Int(structure.supply[row])]
    guard limits.isInTime(row, supply.leadDays) else { return }
    let pack = structure.packs[Int(structure.skus[row])]
    let units = max(request(row), (supply.minimum + pack - 1) / pack * pack)
    position[row] += units
    echelon[row] += units
    moves.append(Move(from: -1, to: Int32(row), units: units))
  }
}
