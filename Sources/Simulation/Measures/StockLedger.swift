import SupplyModel

/// The books of all stock rows: every unit that moves is written down here, apart from the stock that planners see, and
/// both are compared every day.
final class StockLedger {
  let count: Int
  /// By row; written by whoever replays walk-ins and goods, too.
  let accounts: UnsafeMutablePointer<StockAccount>
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

  /// Counts what changed in accounts that were written elsewhere.
  func add(units: Int64, value: Int64, waiting: Int64) {
    stockUnits += units
    stockValue += value
    waitingUnits += waiting
  }

  /// Writes units into or out of a row. Complexity: O(1).
  @inline(__always)
  func record(_ flow: Flow, _ row: Int, _ units: Int32) {
    guard isOurs[row] else { return }
    touch(row)
    let change = accounts[row].record(flow, units, day: day)
    stockUnits += Int64(change)
    stockValue += Int64(change) * unitCosts[Int(skus[row])]
  }

  /// Writes down what a customer in a store asked for, and what of it was there.
  @inline(__always)
  func recordDemand(_ row: Int, _ units: Int32, atOnce: Int32) {
    touch(row)
    accounts[row].ask(units, atOnce: atOnce)
  }

  func recordLost(_ row: Int, _ units: Int32) { accounts[row].lost += Int64(units) }

  func wait(_ row: Int, _ units: Int32) {
    accounts[row].waiting += units
    waitingUnits += Int64(units)
  }

  @inline(__always)
  private func touch(_ row: Int) {
    accounts[row].settle(day)
    guard !accounts[row].isTouched else { return }
    accounts[row].isTouched = true
    touched.append(Int32(row))
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
      let agrees = account.agrees(available: available(place))
      if !agrees || account.onHand < account.reserved { wrong = min(wrong ?? place, place) }
    }
    touched.removeAll(keepingCapacity: true)
    return wrong
  }

  /// Compares all rows.
  func check(available: (Int) -> Int32) -> Int? {
    (0..<count).first { isOurs[$0] && !accounts[$0].agrees(available: available($0)) }
  }

  /// Goods of ours that were on the road to a row when measuring began.
  func countOnRoad(_ row: Int, _ units: Int32) { accounts[row].opensOnRoad += units }

  /// Begins to measure on the day in hand: flows so far are forgotten. Complexity: O(rows).
  func startMeasuring() {
    for row in 0..<count {
      accounts[row].settle(day)
      accounts[row].startMeasuring()
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Adds up all days before `end`. Complexity: O(rows).
  func finish(_ end: Int) {
    day = Int32(end)
    for row in 0..<count { accounts[row].settle(day) }
  }
}
