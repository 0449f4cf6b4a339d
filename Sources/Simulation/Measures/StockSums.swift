import SupplyModel

/// Sums over stock rows: of all, or of a tier, a node, a category, a SKU.
struct StockSums: Sendable {
  var unitDays: Int64 = 0
  /// Money in millionths, as everything below; unit days at unit cost.
  var valueDays: Double = 0
  var holding: Double = 0
  var demanded: Int64 = 0
  var atOnce: Int64 = 0
  var sold: Int64 = 0
  var soldCost: Double = 0
  var revenue: Double = 0
  var opening: Int64 = 0
  var opensOnRoad: Int64 = 0
  var received: Int64 = 0
  var transferredIn: Int64 = 0
  var transferredOut: Int64 = 0
  var returned: Int64 = 0
  var returnedCost: Double = 0
  var scrapped: Int64 = 0
  var lost: Int64 = 0
  var lostValue: Double = 0
  var emptyDays: Int64 = 0
  var rangedDays: Int64 = 0
  var cycles: Int64 = 0
  var goodCycles: Int64 = 0
  var onHand: Int64 = 0
  var closingValue: Double = 0
  var slowValue: Double = 0
  var rowsInStock = 0
  var rowsSold = 0

  /// Days after the last sale from which stock counts as slow.
  static let slowDays: Int32 = 30

  /// - Parameters:
  ///   - end: the day after the last, counted from the start.
  ///   - isRanged: whether the row is meant to have stock.
  mutating func add(_ account: StockAccount, _ sku: SKU, days: Int, end: Int, isRanged: Bool) {
    let cost = Double(sku.unitCost.millionths)
    let out = account.sold + account.shipped
    unitDays += account.unitDays
    valueDays += Double(account.unitDays) * cost
    holding += Double(account.unitDays) * cost * sku.holdingRate.double / 365
    demanded += account.demanded
    atOnce += account.filledAtOnce
    sold += out
    soldCost += Double(out) * cost
    revenue += Double(out) * Double((sku.price ?? .zero).millionths)
    opening += account.opening
    opensOnRoad += Int64(account.opensOnRoad)
    received += account.received
    transferredIn += account.transferredIn
    transferredOut += account.transferredOut
    returned += account.returned
    returnedCost += Double(account.returned) * cost
    scrapped += account.scrapped
    lost += account.lost
    lostValue += Double(account.lost) * Double((sku.price ?? .zero).millionths)
    if isRanged {
      emptyDays += Int64(account.emptyDays)
      rangedDays += Int64(days)
    }
    cycles += Int64(account.cycles)
    goodCycles += Int64(account.goodCycles)
    onHand += Int64(account.onHand)
    closingValue += Double(account.onHand) * cost
    if account.lastSale < Int32(end) - StockSums.slowDays { slowValue += Double(account.onHand) * cost }
    let came = account.opening + account.received + account.transferredIn
    if came + account.returned > 0 {
      rowsInStock += 1
      rowsSold += out > 0 ? 1 : 0
    }
  }

  /// The metrics that stock alone gives.
  /// - Parameter isNode: whether goods from other nodes count as received; elsewhere those that were on the road to
  ///   begin with were there to begin with.
  func metrics(days: Int, isNode: Bool) -> MetricValues {
    var values = MetricValues()
    let came = opening + received + (isNode ? transferredIn - transferredOut : opensOnRoad)
    values[.turnoverDays] = ratio(valueDays, soldCost - returnedCost)
    values[.turns] = values[.turnoverDays].flatMap { ratio(365, $0) }
    values[.sellThrough] = ratio(Double(sold - returned), Double(came))
    values[.unsoldShare] = values[.sellThrough].map { 1 - $0 }
    values[.activeSKURate] = ratio(Double(rowsSold), Double(rowsInStock))
    values[.slowStockShare] = ratio(slowValue, closingValue)
    values[.averageStockUnits] = Double(unitDays) / Double(days)
    values[.averageStockValue] = valueDays / Double(days) / 1e6
    values[.fillRate] = ratio(Double(atOnce), Double(demanded))
    values[.cycleService] = ratio(Double(goodCycles), Double(cycles))
    values[.stockoutRate] = ratio(Double(emptyDays), Double(rangedDays))
    values[.lostSalesUnits] = Double(lost)
    values[.lostSalesValue] = lostValue / 1e6
    values[.holdingCost] = holding / 1e6
    values[.holdingPerUnitSold] = ratio(holding / 1e6, Double(sold))
    values[.gmroi] = ratio(revenue - soldCost, valueDays / Double(days))
    values[.gmv] = revenue / 1e6
    values[.unitsDemanded] = Double(demanded)
    values[.unitsSold] = Double(sold)
    values[.unitsReceived] = Double(isNode ? received + transferredIn : received)
    values[.unitsTransferred] = Double(transferredOut)
    values[.unitsReturned] = Double(returned)
    values[.unitsScrapped] = Double(scrapped)
    return values
  }
}
