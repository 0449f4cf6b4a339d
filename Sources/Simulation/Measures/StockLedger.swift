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
}

/// The books of all stock rows: every unit that moves is written down here, apart from the stock that planners see, and
/// both are compared every day.
final class StockLedger {
  let count: Int
  private let accounts: UnsafeMutablePointer<StockAccount>
  /// Rows of the day in hand that anything happened to.
  private var touched: [Int32] = []
  /// By row: whether the node is ours.
  private let isOurs: [Bool]
  private var day: Int32 = 0
  /// Units and their cost on hand at nodes of ours.
  private(set) var stockUnits: Int64 = 0
  private(set) var stockValue: Int64 = 0
  private(set) var waitingUnits: Int64 = 0
  private let unitCosts: [Int64]
  private let skus: [SKUIndex]

  enum Flow {
    case received, transferredIn, transferredOut, returned, sold, shipped, scrapped
  }

  init(_ world: SimulationWorld, stock: StockTable) {
    count = stock.count
    accounts = .allocate(capacity: max(1, count))
    accounts.initialize(repeating: StockAccount(), count: max(1, count))
    unitCosts = world.scenario.skus.map(\.unitCost.millionths)
    skus = stock.skus
    isOurs = stock.nodes.map { !world.isVendor[Int($0)] }
    for row in world.scenario.stock {
      let place = Int(stock.row(node: row.node, sku: row.sku))
      guard isOurs[place] else { continue }
      let onHand = row.onHand ?? 0
      accounts[place].onHand = onHand
      accounts[place].reserved = row.reserved
      accounts[place].opening = Int64(onHand)
      stockUnits += Int64(onHand)
      stockValue += Int64(onHand) * unitCosts[Int(row.sku)]
    }
  }

  deinit { accounts.deallocate() }

  @inline(__always)
  subscript(_ row: Int) -> StockAccount {
    get { accounts[row] }
  }

  func begin(_ day: Int) { self.day = Int32(day) }

  /// Writes units into or out of a row. Complexity: O(1).
  @inline(__always)
  func record(_ flow: Flow, _ row: Int, _ units: Int32) {
    guard isOurs[row] else { return }
    let account = accounts + row
    touch(row)
    var change = units
    switch flow {
    case .received:
      account.pointee.received += Int64(units)
      closeCycle(account)
    case .transferredIn:
      account.pointee.transferredIn += Int64(units)
      closeCycle(account)
    case .returned: account.pointee.returned += Int64(units)
    case .transferredOut:
      account.pointee.transferredOut += Int64(units)
      change = -units
    case .sold:
      account.pointee.sold += Int64(units)
      account.pointee.lastSale = day
      change = -units
    case .shipped:
      account.pointee.shipped += Int64(units)
      account.pointee.lastSale = day
      change = -units
    case .scrapped:
      account.pointee.scrapped += Int64(units)
      change = -units
    }
    account.pointee.onHand += change
    stockUnits += Int64(change)
    stockValue += Int64(change) * unitCosts[Int(skus[row])]
  }

  /// Writes down what a customer in a store asked for, and what of it was there.
  @inline(__always)
  func recordDemand(_ row: Int, _ units: Int32, atOnce: Int32) {
    touch(row)
    accounts[row].demanded += Int64(units)
    accounts[row].filledAtOnce += Int64(atOnce)
    if atOnce < units, accounts[row].cycleState == .good { accounts[row].cycleState = .short }
  }

  func recordLost(_ row: Int, _ units: Int32) { accounts[row].lost += Int64(units) }

  func wait(_ row: Int, _ units: Int32) {
    accounts[row].waiting += units
    waitingUnits += Int64(units)
  }

  @inline(__always)
  private func touch(_ row: Int) {
    settle(accounts + row)
    guard !accounts[row].isTouched else { return }
    accounts[row].isTouched = true
    touched.append(Int32(row))
  }

  /// Adds up the days before today, on which nothing happened to the row.
  @inline(__always)
  private func settle(_ account: UnsafeMutablePointer<StockAccount>) {
    let days = day - account.pointee.settledTo
    guard days > 0 else { return }
    account.pointee.settledTo = day
    account.pointee.unitDays += Int64(account.pointee.onHand) * Int64(days)
    if account.pointee.onHand <= account.pointee.reserved {
      account.pointee.emptyDays += days
      if account.pointee.cycleState == .good { account.pointee.cycleState = .short }
    }
  }

  private func closeCycle(_ account: UnsafeMutablePointer<StockAccount>) {
    if account.pointee.cycleState != .unknown {
      account.pointee.cycles += 1
      if account.pointee.cycleState == .good { account.pointee.goodCycles += 1 }
    }
    account.pointee.cycleState = .good
  }

  /// Compares the rows of the day with the stock that planners see.
  /// - Parameter available: units of a row that may leave.
  /// - Returns: the first row where they differ.
  func close(available: (Int) -> Int32) -> Int? {
    var wrong: Int?
    for row in touched {
      let place = Int(row)
      accounts[place].isTouched = false
      let account = accounts[place]
      let agrees = account.onHand - account.reserved == available(place) && account.balance == Int64(account.onHand)
      if !agrees || account.onHand < account.reserved { wrong = min(wrong ?? place, place) }
    }
    touched.removeAll(keepingCapacity: true)
    return wrong
  }

  /// Compares all rows.
  func check(available: (Int) -> Int32) -> Int? {
    (0..<count).first { row in
      let account = accounts[row]
      return isOurs[row]
        && (account.onHand - account.reserved != available(row) || account.balance != Int64(account.onHand))
    }
  }

  /// Goods of ours that were on the road to a row when measuring began.
  func countOnRoad(_ row: Int, _ units: Int32) { accounts[row].opensOnRoad += units }

  /// Begins to measure on the day in hand: flows so far are forgotten. Complexity: O(rows).
  func startMeasuring() {
    for row in 0..<count {
      let account = accounts + row
      settle(account)
      var fresh = StockAccount()
      fresh.onHand = account.pointee.onHand
      fresh.reserved = account.pointee.reserved
      fresh.waiting = account.pointee.waiting
      fresh.settledTo = day
      fresh.lastSale = account.pointee.lastSale
      fresh.opening = Int64(account.pointee.onHand)
      fresh.cycleState = account.pointee.cycleState
      account.pointee = fresh
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Adds up all days before `end`. Complexity: O(rows).
  func finish(_ end: Int) {
    day = Int32(end)
    for row in 0..<count { settle(accounts + row) }
  }
}
