import SupplyModel

/// What a replay counts beside its stock: sales by SKU and line, orders, customers, days.
struct ReplayTally: Sendable {
  /// Units of the measured days, by SKU.
  struct Sales: Sendable {
    var onlineDemanded: Int64 = 0
    var onlineAtOnce: Int64 = 0
    var onlineLost: Int64 = 0
    var wasInStock = false
    var wasSold = false
  }

  private(set) var days: [SimulationDay] = []
  private(set) var sales: [Sales]
  private(set) var customers: CustomerTally
  private(set) var orders = OrderTally()
  /// Millionths.
  private(set) var storeRevenue: Int64 = 0
  private(set) var onlineRevenue: Int64 = 0
  /// At unit cost, of everything sold.
  private(set) var soldCost: Int64 = 0
  private(set) var lostValue: Int64 = 0
  /// By node, millionths.
  private(set) var commissions: [Int64]
  var rejects = 0

  private var isMeasuring = false
  /// By line: units that the customer has, and the row that they last came from.
  private var kept: [Int32]
  private var source: [Int32]
  private let lines: [OrderLine]
  private let prices: [Int64]
  private let unitCosts: [Int64]
  /// SKUs by the last day of their season.
  private var seasonEnds: [Day: [SKUIndex]] = [:]
  /// By SKU: the others of its category, from the next one on.
  private let categories: [[SKUIndex]]
  private let categoryOf: [Int32]

  init(_ world: SimulationWorld) {
    let scenario = world.scenario
    sales = [Sales](repeating: Sales(), count: scenario.skus.count)
    customers = CustomerTally(customers: scenario.customers.count)
    commissions = [Int64](repeating: 0, count: scenario.nodes.count)
    kept = [Int32](repeating: 0, count: scenario.lines.count)
    source = [Int32](repeating: -1, count: scenario.lines.count)
    lines = scenario.lines
    prices = scenario.skus.map { ($0.price ?? .zero).millionths }
    unitCosts = scenario.skus.map(\.unitCost.millionths)
    for (index, sku) in scenario.skus.enumerated() {
      if let end = sku.seasonEnd { seasonEnds[end, default: []].append(SKUIndex(index)) }
    }
    var numbers: [String: Int32] = [:]
    var categories: [[SKUIndex]] = []
    var categoryOf: [Int32] = []
    for (index, name) in scenario.skuCategories.enumerated() {
      let number = numbers[name] ?? Int32(categories.count)
      if numbers[name] == nil {
        numbers[name] = number
        categories.append([])
      }
      categories[Int(number)].append(SKUIndex(index))
      categoryOf.append(number)
    }
    self.categories = categories
    self.categoryOf = categoryOf
  }

  /// What came before is forgotten.
  mutating func startMeasuring(_ stock: StockTable, _ ledger: StockLedger) {
    isMeasuring = true
    for row in 0..<stock.count where ledger[row].opening > 0 { sales[Int(stock.skus[row])].wasInStock = true }
  }

  mutating func close(_ day: SimulationDay) { days.append(day) }

  // MARK: Sales

  mutating func sellInStore(_ units: Int32, sku: SKUIndex, customer: Int32, day: Int) {
    guard isMeasuring else { return }
    customers.buyInStore(customer, day: day)
    storeRevenue += prices[Int(sku)] * Int64(units)
    soldCost += unitCosts[Int(sku)] * Int64(units)
    sales[Int(sku)].wasSold = true
  }

  /// Adds what was counted elsewhere on measured days.
  mutating func add(_ sku: SKUIndex, soldInStore: Int64, lostInStore: Int64, wasInStock: Bool) {
    let place = Int(sku)
    storeRevenue += prices[place] * soldInStore
    soldCost += unitCosts[place] * soldInStore
    lostValue += prices[place] * lostInStore
    if soldInStore > 0 { sales[place].wasSold = true }
    if wasInStock { sales[place].wasInStock = true }
  }

  mutating func lose(_ sku: SKUIndex, _ units: Int32) {
    if isMeasuring { lostValue += prices[Int(sku)] * Int64(units) }
  }

  mutating func ask(line: Int, units: Int32) {
    if isMeasuring { sales[Int(lines[line].sku)].onlineDemanded += Int64(units) }
  }

  /// - Parameter atOnce: whether the order's first batch served them, and the order is one of the measured days.
  mutating func ship(line: Int, row: Int, units: Int32, channel: Channel, atOnce: Bool) {
    kept[line] += units
    source[line] = Int32(row)
    guard isMeasuring else { return }
    let sku = Int(lines[line].sku)
    sales[sku].wasSold = true
    if atOnce { sales[sku].onlineAtOnce += Int64(units) }
    let revenue = lines[line].unitPrice.millionths * Int64(units)
    if channel == .online { onlineRevenue += revenue } else { storeRevenue += revenue }
    soldCost += unitCosts[sku] * Int64(units)
  }

  mutating func loseOnline(_ line: OrderLine, _ units: Int32) {
    guard isMeasuring else { return }
    sales[Int(line.sku)].onlineLost += Int64(units)
    lostValue += line.unitPrice.millionths * Int64(units)
  }

  /// An order is a purchase when the first of it leaves; one that was placed in a store is a purchase there.
  mutating func order(_ customer: Int32, _ channel: Channel, day: Int) {
    guard isMeasuring else { return }
    if channel == .online { customers.buyOnline(customer) } else { customers.buyInStore(customer, day: day) }
  }

  mutating func pay(_ node: NodeIndex, _ commission: Int64) {
    if isMeasuring { commissions[Int(node)] += commission }
  }

  mutating func saw(_ sku: SKUIndex) { if isMeasuring { sales[Int(sku)].wasInStock = true } }

  // MARK: Returns

  /// Units of a line that the customer has.
  func keptUnits(_ line: Int) -> Int32 { kept[line] }
  func servedFrom(_ line: Int) -> Int32 { source[line] }

  mutating func giveBack(_ line: Int, _ units: Int32) { kept[line] -= units }

  // MARK: The assortment

  func seasonsEnding(_ day: Day) -> [SKUIndex] { seasonEnds[day] ?? [] }

  /// The SKUs of a SKU's category, from the next one on round to itself.
  func sameCategory(_ sku: SKUIndex) -> [SKUIndex] {
    let all = categories[Int(categoryOf[Int(sku)])]
    guard let place = all.firstIndex(of: sku) else { return [] }
    return Array(all[(place + 1)...] + all[..<place])
  }

  // MARK: Orders

  mutating func measure(_ order: Int, _ book: OrderBook, _ scenario: Scenario, _ window: ReplayWindow) {
    orders.add(order, book, scenario, window)
  }
}
