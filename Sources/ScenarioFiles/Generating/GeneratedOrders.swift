import RandomStreams

/// Customer orders in the order of their placing, as columns; the lines of order `o` are
/// `firstLine[o] ..< firstLine[o + 1]`.
package struct GeneratedOrders: Sendable {
  /// The shares of orders with 1 ... 5 lines: 1.58 lines on average.
  package static let lineShares = [0.65, 0.20, 0.09, 0.04, 0.02]
  /// The shares of lines of quantity 1 ... 3.
  package static let quantityShares = [0.88, 0.09, 0.03]

  /// The zone of each order.
  package private(set) var zone: [Int32] = []
  /// Seconds from the start of the planning day, ascending.
  package private(set) var placedAt: [Int32] = []
  /// The first line of each order, and the number of lines at the end.
  package private(set) var firstLine: [Int32] = [0]
  /// The SKU of each line; the SKUs of one order differ.
  package private(set) var sku: [Int32] = []
  /// Units of each line, 1 ... 3.
  package private(set) var quantity: [UInt8] = []

  /// The number of orders.
  package var count: Int { zone.count }

  /// Draws `options.orders` orders; each has a random stream of its own. O(lines).
  init(_ options: GeneratorOptions, _ network: GeneratedNetwork, _ assortment: GeneratedAssortment) {
    let zones = AliasTable(weights: network.zones.map(\.weight))
    let lines = CumulativeTable(weights: GeneratedOrders.lineShares)
    let quantities = CumulativeTable(weights: GeneratedOrders.quantityShares)
    let clock = GeneratedClock(days: options.days)
    let family = RandomStreamFamily(seed: options.seed, purpose: "order")
    zone.reserveCapacity(options.orders)
    placedAt.reserveCapacity(options.orders)
    firstLine.reserveCapacity(options.orders + 1)
    sku.reserveCapacity(options.orders * 8 / 5)
    quantity.reserveCapacity(options.orders * 8 / 5)
    for order in 0..<options.orders {
      var stream = RandomStream(family: family, index: UInt64(order))
      // One draw within the order's own slice of the demand curve: ascending times without a sort.
      placedAt.append(clock.second(at: (Double(order) + stream.unit()) / Double(options.orders)))
      zone.append(Int32(zones.draw(from: &stream)))
      let start = sku.count
      let wanted = min(lines.draw(from: &stream) + 1, assortment.count)
      while sku.count - start < wanted {
        let drawn = Int32(assortment.popularity.draw(from: &stream))
        // A customer who wants two of the same raises the quantity; a second line of it would be odd.
        if !sku[start...].contains(drawn) {
          sku.append(drawn)
          quantity.append(UInt8(quantities.draw(from: &stream) + 1))
        }
      }
      firstLine.append(Int32(sku.count))
    }
  }

  /// Adds the units of every line to `demand`, indexed by SKU. O(lines).
  func addUnits(to demand: inout [Int]) {
    for line in sku.indices { demand[Int(sku[line])] += Int(quantity[line]) }
  }
}
