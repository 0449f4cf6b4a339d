import Replenishment
import SupplyModel

/// What goods and walk-in customers of some SKUs come to on a day, or by how much they change it. Money in millionths.
struct GoodsSums: BitwiseCopyable {
  var demandUnits: Int64 = 0
  var soldUnits: Int64 = 0
  var lostUnits: Int64 = 0
  var receivedUnits: Int64 = 0
  var transferredUnits: Int64 = 0
  /// Changes of what is on hand, waited for, and on the road between nodes of ours.
  var stockUnits: Int64 = 0
  var stockValue: Int64 = 0
  var waitingUnits: Int64 = 0
  var transitUnits: Int64 = 0
  var transitValue: Int64 = 0
  var ordering: Int64 = 0

  static func += (a: inout GoodsSums, b: GoodsSums) {
    a.demandUnits += b.demandUnits
    a.soldUnits += b.soldUnits
    a.lostUnits += b.lostUnits
    a.receivedUnits += b.receivedUnits
    a.transferredUnits += b.transferredUnits
    a.stockUnits += b.stockUnits
    a.stockValue += b.stockValue
    a.waitingUnits += b.waitingUnits
    a.transitUnits += b.transitUnits
    a.transitValue += b.transitValue
    a.ordering += b.ordering
  }
}

/// Units and milligrams that leave for a node together.
struct GoodsJourney: BitwiseCopyable {
  var units: Int64 = 0
  var weight: Int64 = 0
}

/// What one thread needs to replay SKUs: goods on their way, by the day on which they come, and what days come to.
///
/// Unchecked, because no two threads use one at a time.
final class GoodsRoom: @unchecked Sendable {
  struct Load: BitwiseCopyable {
    var row: Int32
    var units: Int32
    /// The next one of the day, or -1.
    var next: Int32
    /// From a supplier, not from a node of ours.
    var isBought: Bool
  }

  /// By day, the first and the last load, or -1; at the end those that come behind the last day.
  private let first: FlatArray<Int32>
  private let last: FlatArray<Int32>
  /// By a bare pointer: variables of a class are checked for exclusive access each time.
  private let pool: UnsafeMutablePointer<Pool>
  /// By day, and by day and node; of one day only where one is replayed after the other.
  let sums: FlatArray<GoodsSums>
  let journeys: FlatArray<GoodsJourney>
  let review: ReviewKernel.Room?
  /// A row whose books do not agree.
  var wrong: Int?

  /// - Parameter sums: for how many days.
  init(days: Int, nodes: Int, sums: Int, review: ReviewKernel.Room?) {
    first = FlatArray(repeating: -1, count: days + 1)
    last = FlatArray(repeating: -1, count: days + 1)
    pool = .allocate(capacity: 1)
    pool.initialize(to: Pool())
    self.sums = FlatArray(repeating: GoodsSums(), count: sums)
    journeys = FlatArray(repeating: GoodsJourney(), count: sums * nodes)
    self.review = review
  }

  deinit {
    pool.pointee.loads.deallocate()
    pool.deallocate()
  }

  /// What comes behind the last day is never taken, but it is on the road. Complexity: O(1).
  @inline(__always)
  func send(_ row: Int32, _ units: Int32, isBought: Bool, day: Int) {
    let day = min(day, first.count - 1)
    let place = pool.pointee.add(Load(row: row, units: units, next: -1, isBought: isBought))
    if first[day] < 0 { first[day] = place } else { pool.pointee.loads[Int(last[day])].next = place }
    last[day] = place
  }

  /// Takes the loads of a day, one by one in the order in which they were sent.
  @inline(__always)
  func takeLoads(_ day: Int, _ body: (Load) -> Void) {
    var place = first[day]
    guard place >= 0 else { return }
    first[day] = -1
    while place >= 0 {
      let load = pool.pointee.take(place)
      body(load)
      place = load.next
    }
  }

  /// All loads that are under way.
  func forEach(from day: Int, _ body: (Load) -> Void) {
    for day in day..<first.count {
      var place = first[day]
      while place >= 0 {
        body(pool.pointee.loads[Int(place)])
        place = pool.pointee.loads[Int(place)].next
      }
    }
  }
}

extension GoodsRoom {
  /// Places for loads; those that were taken are used again.
  private struct Pool {
    var loads = UnsafeMutablePointer<Load>.allocate(capacity: 64)
    private var capacity = 64
    /// A list of places that nothing uses.
    private var free: Int32 = -1
    private var used: Int32 = 0

    @inline(__always)
    mutating func add(_ load: Load) -> Int32 {
      let place: Int32
      if free >= 0 {
        place = free
        free = loads[Int(place)].next
      } else {
        if Int(used) == capacity { grow() }
        place = used
        used += 1
      }
      loads[Int(place)] = load
      return place
    }

    @inline(__always)
    mutating func take(_ place: Int32) -> Load {
      let load = loads[Int(place)]
      loads[Int(place)].next = free
      free = place
      return load
    }

    private mutating func grow() {
      let larger = UnsafeMutablePointer<Load>.allocate(capacity: 2 * capacity)
      larger.update(from: loads, count: capacity)
      loads.deallocate()
      (loads, capacity) = (larger, 2 * capacity)
    }
  }
}
