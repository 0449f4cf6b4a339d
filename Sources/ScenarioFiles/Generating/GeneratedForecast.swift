import RandomStreams
import SupplyModel

/// The rates that a generated scenario of several days draws its demand from, as forecast.csv says them.
struct GeneratedForecast: Sendable {
  /// Units a day below which a place has no row: one in two hundred days. What it would have asked for goes to other
  /// places, so that no SKU loses demand.
  static let leastRate = 0.005

  /// Units a day of each SKU over all zones, and over all stores.
  private let online: [Double]
  private let walkIns: [Double]
  private let zoneWeights: [Double]
  private let storeWeights: [Double]
  private let firstStore: Int

  /// O(SKUs + places).
  init(_ scenario: GeneratedScenario) {
    let options = scenario.options
    let days = Double(options.days)
    let lines = GeneratedForecast.mean(GeneratedOrders.lineShares)
    let quantity = GeneratedForecast.mean(GeneratedOrders.quantityShares)
    let weights = PowerLaw().weights(count: options.skus)
    let total = weights.reduce(0, +)
    let shares = scenario.assortment.rank.map { weights[Int($0) - 1] / total }
    // An order's SKUs differ, so that those of very few SKUs ask for less of the most popular than its share.
    let mostLines = min(lines, Double(options.skus))
    online = shares.map { $0 * Double(options.orders) / days * mostLines * quantity }
    walkIns = shares.map { $0 * Double(options.orders) * options.walkInRatio / days * quantity }
    zoneWeights = scenario.network.zones.map(\.weight)
    let nodes = scenario.network.nodes
    firstStore = nodes.firstIndex { $0.tier == .store } ?? nodes.count
    storeWeights = nodes[firstStore...].map(\.stockWeight)
  }

  /// The mean of 1, 2, 3 … drawn with these shares.
  private static func mean(_ shares: [Double]) -> Double {
    shares.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element } / shares.reduce(0, +)
  }

  /// forecast.csv: stores, then zones of each SKU; one row a series. O(places x SKUs).
  func write(to file: FileSink, _ ids: GeneratedIds) {
    ForecastTable.writeHeader(to: file)
    let table = ForecastTable(start: Day(number: Int32(GeneratedClock.firstDay)))
    var isFirst = true
    func write(_ rate: Double, _ sku: Int, _ place: () -> Void) {
      if rate == 0 { return }
      table.write(.constant(isFirst: isFirst), rate: rate, to: file, ids, sku: sku, place)
      isFirst = false
    }
    for sku in online.indices {
      var stores = storeWeights
      RateSpreading.spread(walkIns[sku], least: GeneratedForecast.leastRate, over: &stores)
      for (store, rate) in stores.enumerated() {
        write(rate, sku) {
          file.write(ids.nodes[firstStore + store])
          file.comma()
        }
      }
      var zones = zoneWeights
      RateSpreading.spread(online[sku], least: GeneratedForecast.leastRate, over: &zones)
      for (zone, rate) in zones.enumerated() {
        write(rate, sku) {
          file.comma()
          ids.appendZone(zone, to: file)
        }
      }
    }
  }
}
