import SupplyModel

/// What a row of stock has, and what went in and out of it while it was measured, units.
struct StockAccount: BitwiseCopyable {
  var onHand: Int32 = 0
  var reserved: Int32 = 0
  /// Units that walk-in customers wait for.
  var waiting: Int32 = 0
  /// The first day that is not added up yet.
  var settledTo: Int32 = 0
  /// The last day of a sale; far in the past where there was none.
  var lastSale: Int32 = -1_000_000
  /// Sum over days of units at the close, and the days on which nothing was available.
  var unitDays: Int64 = 0
  var emptyDays: Int32 = 0
  // Of the measured days.
  var opening: Int64 = 0
  /// Units on the road to the row from others of ours when measuring began.
  var opensOnRoad: Int32 = 0
  var demanded: Int64 = 0
  var filledAtOnce: Int64 = 0
  var sold: Int64 = 0
  var shipped: Int64 = 0
  var received: Int64 = 0
  var transferredIn: Int64 = 0
  var transferredOut: Int64 = 0
  var returned: Int64 = 0
  var scrapped: Int64 = 0
  var lost: Int64 = 0
  // Replenishment cycles: from receipt to receipt.
  var cycles: Int32 = 0
  var goodCycles: Int32 = 0
  var cycleState: CycleState = .unknown
  var isTouched = false

  enum CycleState: UInt8, BitwiseCopyable {
    /// No receipt yet.
    case unknown
    case good, short
  }

  /// What conservation asks for: what came in less what went out.
  var balance: Int64 {
    opening + received + returned + transferredIn - sold - shipped - transferredOut - scrapped
  }

  // MARK: Flows

  /// Adds up the days before `day`, on which nothing happened to the row. Complexity: O(1).
  @inline(__always)
  mutating func settle(_ day: Int32) {
    let days = day - settledTo
    guard days > 0 else { return }
    settledTo = day
    unitDays += Int64(onHand) * Int64(days)
    if onHand <= reserved {
      emptyDays += days
      if cycleState == .good { cycleState = .short }
    }
  }

  /// Writes units into or out of a row that is settled.
  /// - Returns: by how much that changes what is on hand.
  @inline(__always)
  mutating func record(_ flow: StockLedger.Flow, _ units: Int32, day: Int32) -> Int32 {
    var change = units
    switch flow {
    case .received:
      received += Int64(units)
      closeCycle()
    case .transferredIn:
      transferredIn += Int64(units)
      closeCycle()
    case .returned: returned += Int64(units)
    case .transferredOut:
      transferredOut += Int64(units)
      change = -units
    case .sold:
      sold += Int64(units)
      lastSale = day
      change = -units
    case .shipped:
      shipped += Int64(units)
      lastSale = day
      change = -units
    case .scrapped:
      scrapped += Int64(units)
      change = -units
    }
    onHand += change
    return change
  }

  /// Writes down what a customer in a store asked for, and what of it was there.
  @inline(__always)
  mutating func ask(_ units: Int32, atOnce: Int32) {
    demanded += Int64(units)
    filledAtOnce += Int64(atOnce)
    if atOnce < units && cycleState == .good { cycleState = .short }
  }

  @inline(__always)
  private mutating func closeCycle() {
    if cycleState != .unknown {
      cycles += 1
      if cycleState == .good { goodCycles += 1 }
    }
    cycleState = .good
  }

  /// Begins to measure on a day to which the row is settled: flows so far are forgotten.
  mutating func startMeasuring() {
    var fresh = StockAccount()
    fresh.onHand = onHand
    fresh.reserved = reserved
    fresh.waiting = waiting
    fresh.settledTo = settledTo
    fresh.lastSale = lastSale
    fresh.opening = Int64(onHand)
    fresh.cycleState = cycleState
    self = fresh
  }

  /// Whether the account agrees with what planners see.
  @inline(__always)
  func agrees(available: Int32) -> Bool { onHand - reserved == available && balance == Int64(onHand) }
}
