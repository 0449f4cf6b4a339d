import SupplyModel

/// What a review needs of the stock that it does not keep itself.
protocol ReviewedStock {
  /// Units of a row that may be sent away.
  func shippable(_ row: Int) -> Int32
  /// Units of a row that are there, those that are kept for its own customers included.
  func available(_ row: Int) -> Int32
  /// Whether goods that leave for a node today (or are bought today) may still be sold there.
  func isInTime(_ row: Int, _ days: Int32) -> Bool
}

/// Stock by row that is always in season.
///
/// Unchecked, because it is two pointers, which are only read here.
package struct HeldStock: ReviewedStock, @unchecked Sendable {
  let available: UnsafePointer<Int32>
  let shippable: UnsafePointer<Int32>

  package init(available: UnsafePointer<Int32>, shippable: UnsafePointer<Int32>) {
    self.available = available
    self.shippable = shippable
  }

  @inline(__always)
  func shippable(_ row: Int) -> Int32 { shippable[row] }
  @inline(__always)
  func available(_ row: Int) -> Int32 { available[row] }
  @inline(__always)
  func isInTime(_ row: Int, _ days: Int32) -> Bool { true }
}

/// The arrays of a `LevelReview` by bare pointers, and the decisions for one SKU: several threads may work on different
/// SKUs at once. Valid as long as the review, and until it is given other targets.
///
/// Unchecked, because it holds pointers: a thread writes rows of the SKUs that it was given, and of no others.
@usableFromInline
package struct ReviewKernel: @unchecked Sendable {
  @usableFromInline let position: UnsafeMutablePointer<Int32>
  @usableFromInline let echelon: UnsafeMutablePointer<Int32>
  @usableFromInline let parents: UnsafeMutablePointer<Int32>
  @usableFromInline let places: UnsafeMutablePointer<Int32>
  /// Bit sets of places: rows that may lack something, and rows whose parent had too little at the last review.
  @usableFromInline let pending: UnsafeMutablePointer<UInt64>
  @usableFromInline let owed: UnsafeMutablePointer<UInt64>
  @usableFromInline let words: UnsafeMutablePointer<Int32>
  let rows: UnsafeMutablePointer<Int32>
  let nodes: UnsafeMutablePointer<NodeIndex>
  let depth: UnsafeMutablePointer<Int16>
  let leadDays: UnsafeMutablePointer<Int32>
  let minima: UnsafeMutablePointer<Int32>
  let packs: UnsafeMutablePointer<Int32>
  let least: UnsafeMutablePointer<Int32>
  let most: UnsafeMutablePointer<Int32>
  let ownReview: UnsafeMutablePointer<Float>
  let means: UnsafeMutablePointer<Float>
  let deviations: UnsafeMutablePointer<Float>
  let rule: LevelPolicy.Rule

  // MARK: Changes

  /// Units came to a row from outside, or left it for good. Complexity: O(tiers).
  @inlinable @inline(__always)
  package func change(_ row: Int, by units: Int32) {
    position[row] &+= units
    var above = Int32(row)
    while above >= 0 {
      echelon[Int(above)] &+= units
      markPending(above)
      above = parents[Int(above)]
    }
  }

  @inlinable @inline(__always)
  func markPending(_ row: Int32) {
    let place = places[Int(row)]
    if place >= 0 { pending[Int(place >> 6)] |= 1 << UInt64(place & 63) }
  }

  /// Whether there is anything to decide for a SKU. Complexity: O(rows / 64).
  @inlinable @inline(__always)
  package func hasWork(_ sku: Int, isReview: Bool) -> Bool {
    let bits = isReview ? pending : owed
    for word in Int(words[sku])..<Int(words[sku + 1]) where bits[word] != 0 { return true }
    return false
  }

  // MARK: Decisions

  /// Room for one thread's reviews. Unchecked, because no two threads share one.
  package final class Room: @unchecked Sendable {
    /// What is to be sent and bought. By a bare pointer, since every append to an array of a class asks whether somebody
    /// else is at it.
    private let list: UnsafeMutablePointer<MoveList>
    let takers: FlatArray<Int32>
    let division: EqualFractile.Room

    init(widest: Int) {
      list = .allocate(capacity: 1)
      list.initialize(to: MoveList())
      takers = FlatArray(repeating: 0, count: widest)
      division = EqualFractile.Room(takers: widest)
    }

    deinit {
      list.pointee.base.deallocate()
      list.deallocate()
    }

    package var moves: UnsafeBufferPointer<LevelReview.Move> {
      UnsafeBufferPointer(start: list.pointee.base, count: list.pointee.count)
    }

    package func removeMoves() { list.pointee.count = 0 }

    @inline(__always)
    fileprivate func add(_ move: LevelReview.Move) { list.pointee.add(move) }
  }

  private struct MoveList {
    var base = UnsafeMutablePointer<LevelReview.Move>.allocate(capacity: 64)
    var capacity = 64
    var count = 0

    @inline(__always)
    mutating func add(_ move: LevelReview.Move) {
      if count == capacity { grow() }
      base[count] = move
      count += 1
    }

    private mutating func grow() {
      let larger = UnsafeMutablePointer<LevelReview.Move>.allocate(capacity: 2 * capacity)
      larger.update(from: base, count: count)
      base.deallocate()
      (base, capacity) = (larger, 2 * capacity)
    }
  }

  /// What to send and buy of one SKU, behind the moves in the room; they count as carried out.
  /// - Parameter isReview: on other days only those are served whom the last review left short.
  /// - Complexity: O(rows / 64 + rows that may lack something).
  package func decide(_ sku: Int, _ stock: HeldStock, isReview: Bool, in room: Room) {
    walk(sku, isReview: isReview, depth: nil, stock, capacity: nil, room)
  }

  /// The same for the rows of one depth.
  func decide(
    _ sku: Int, depth: Int, _ stock: some ReviewedStock, isReview: Bool, capacity: UnsafeMutablePointer<Int32>,
    in room: Room
  ) {
    walk(sku, isReview: isReview, depth: depth, stock, capacity: capacity, room)
  }

  @inline(__always)
  private func walk(
    _ sku: Int, isReview: Bool, depth: Int?, _ stock: some ReviewedStock, capacity: UnsafeMutablePointer<Int32>?,
    _ room: Room
  ) {
    let bits = isReview ? pending : owed
    let end = words[sku + 1] << 6
    var next = words[sku] << 6
    while let first = firstSet(bits, from: next, to: end) {
      let row = Int(rows[Int(first)])
      if let depth {
        // Places go by falling depth; deeper rows that lack something still wait behind the cursor.
        if self.depth[row] > depth {
          next = first + 1
          continue
        }
        if self.depth[row] < depth { return }
      }
      let parent = parents[row]
      if parent < 0 {
        next = first + 1
        clear(pending, first)
        if isReview { buy(row, stock, room) }
        continue
      }
      // Between reviews nobody is looked at whose parent has nothing.
      let isServed = isReview || stock.shippable(Int(parent)) > 0
      // Who is supplied by the same row is next to it.
      var count = 0
      var place: Int32? = first
      while let here = place, parents[Int(rows[Int(here)])] == parent {
        if isServed {
          let taker = rows[Int(here)]
          if isReview { clear(pending, here) }
          clear(owed, here)
          if request(Int(taker)) > 0 {
            room.takers[count] = taker
            count += 1
          }
        }
        next = here + 1
        place = firstSet(bits, from: next, to: end)
      }
      if count > 0 { serve(Int(parent), count, stock, capacity, isReview: isReview, room) }
    }
  }

  /// Sends what a parent has to the first `count` takers of the room, and notes who is left short.
  @inline(__always)
  private func serve(
    _ parent: Int, _ count: Int, _ stock: some ReviewedStock, _ capacity: UnsafeMutablePointer<Int32>?, isReview: Bool,
    _ room: Room
  ) {
    send(parent, count, stock, capacity, room)
    // Who did not get all asks again.
    for index in 0..<count {
      let row = room.takers[index]
      guard request(Int(row)) > 0 else { continue }
      let place = places[Int(row)]
      owed[Int(place >> 6)] |= 1 << UInt64(place & 63)
      if isReview { markPending(row) }
    }
  }

  /// What a row lacks, whole packs. Complexity: O(1).
  @inline(__always)
  private func request(_ row: Int) -> Int32 {
    let lacking: Int32
    switch rule {
    case .minMax: lacking = position[row] <= least[row] ? most[row] - position[row] : 0
    case .baseStock: lacking = most[row] - echelon[row]
    }
    guard lacking > 0 else { return 0 }
    let pack = packs[row]
    return pack == 1 ? lacking : (lacking + pack - 1) / pack * pack
  }

  private func send(
    _ parent: Int, _ count: Int, _ stock: some ReviewedStock, _ capacity: UnsafeMutablePointer<Int32>?, _ room: Room
  ) {
    let node = Int(nodes[parent])
    let limit = capacity?[node] ?? .max
    guard limit > 0 else { return }
    let pack = packs[parent]
    // What its own customers are expected to ask for stays, be it protected or not.
    let own = Int32(ownReview[parent].rounded(.up))
    var available = max(0, min(stock.shippable(parent), stock.available(parent) - own, limit))
    if pack > 1 { available = available / pack * pack }
    guard available > 0 else { return }
    let division = room.division
    var (wanted, asking) = (Int64(0), 0)
    for index in 0..<count {
      let row = Int(room.takers[index])
      guard stock.isInTime(row, leadDays[row]) else { continue }
      let asked = request(row)
      // Who takes part comes first.
      room.takers[index] = room.takers[asking]
      room.takers[asking] = Int32(row)
      division.set(
        asking, position: Double(echelon[row]), request: asked, mean: Double(means[row]),
        deviation: Double(deviations[row]))
      wanted += Int64(asked)
      asking += 1
    }
    let isDivided = rule == .baseStock && wanted > Int64(available)
    if isDivided { EqualFractile.divide(available, pack: pack, among: asking, in: division) }
    for index in 0..<asking {
      let row = Int(room.takers[index])
      let share = isDivided ? division.units[index] : division.requests[index]
      let units = min(share, pack == 1 ? available : available / pack * pack)
      guard units > 0 else { continue }
      available -= units
      if let capacity, limit != .max { capacity[node] -= units }
      position[parent] -= units
      position[row] += units
      echelon[row] += units
      markPending(Int32(parent))
      room.add(LevelReview.Move(from: Int32(parent), to: Int32(row), units: units))
    }
  }

  @inline(__always)
  private func buy(_ row: Int, _ stock: some ReviewedStock, _ room: Room) {
    let lacking = request(row)
    guard lacking > 0 else { return }
    if stock.isInTime(row, leadDays[row]) {
      let pack = packs[row]
      let units = max(lacking, pack == 1 ? minima[row] : (minima[row] + pack - 1) / pack * pack)
      position[row] += units
      echelon[row] += units
      room.add(LevelReview.Move(from: -1, to: Int32(row), units: units))
    }
    // Who did not get all asks again.
    if request(row) > 0 { markPending(Int32(row)) }
  }

  // MARK: Bits

  @inline(__always)
  private func clear(_ bits: UnsafeMutablePointer<UInt64>, _ place: Int32) {
    bits[Int(place >> 6)] &= ~(1 << UInt64(place & 63))
  }

  /// The first place of a set from `start` on; nil where none comes before `end`.
  @inline(__always)
  private func firstSet(_ bits: UnsafeMutablePointer<UInt64>, from start: Int32, to end: Int32) -> Int32? {
    guard start < end else { return nil }
    var word = Int(start >> 6)
    var left = bits[word] & (~0 << UInt64(start & 63))
    let last = Int(end >> 6)
    while left == 0 {
      word += 1
      if word >= last { return nil }
      left = bits[word]
    }
    return Int32(word << 6 + left.trailingZeroBitCount)
  }
}
