import SupplyModel

/// Stock by a stated assumption, for data that has none (`derive: stock:`).
///
/// The supply of a SKU is its units in orders.csv times a cover factor that a hash of the SKU picks; it is split over
/// the nodes that carry the SKU (again by hash) in proportion to their shares, by largest remainders (ties: the node
/// named first), so that the parts add up to the supply.
package struct DerivedStock: Sendable {
  struct Place: Sendable {
    var node: String
    var share: ImportedNumber
    /// The part of the SKUs that the node carries, 0 to 1.
    var carries: ImportedNumber
  }

  var salt: String
  /// Picks the index of a factor.
  var cover: WeightedPick
  var factors: [ImportedNumber]
  var places: [Place]

  /// The units each node gets of a SKU, in the order of `places`.
  func split(sku: [UInt8], demand: Int64) -> [Int64] {
    let factor = factors[cover.index(for: sku)]
    let supply = roundedProduct(demand, factor.millionths, per: 1_000_000)
    let shares = places.map { place -> Int64 in
      if place.carries.millionths >= 1_000_000 { return place.share.millionths }
      let salt = Array((salt + "/" + place.node).utf8)
      return WeightedPick.millionths(salt: salt, sku) < place.carries.millionths ? place.share.millionths : 0
    }
    return DerivedStock.apportion(supply, by: shares)
  }

  /// Whole parts in proportion to `shares`, by largest remainders.
  package static func apportion(_ total: Int64, by shares: [Int64]) -> [Int64] {
    let sum = shares.reduce(0, +)
    guard sum > 0 else { return shares.map { _ in 0 } }
    let wide = shares.map { Int128(total) * Int128($0) }
    var parts = wide.map { Int64($0 / Int128(sum)) }
    let order = shares.indices.sorted {
      let (a, b) = (wide[$0] % Int128(sum), wide[$1] % Int128(sum))
      return a == b ? $0 < $1 : a > b
    }
    for index in order.prefix(Int(total - parts.reduce(0, +))) { parts[index] += 1 }
    return parts
  }

  /// stock.csv: SKUs in the order of their first appearance, nodes in the order of `places`, no rows without units.
  func table(_ units: SummedKeys) -> (text: [UInt8], rows: Int) {
    var text = Array("node_id,sku_id,on_hand\n".utf8)
    var rows = 0
    for (index, demand) in units.sums.enumerated() {
      let sku = Array(units.keys[index].utf8)
      for (place, quantity) in zip(places, split(sku: sku, demand: demand)) where quantity > 0 {
        text.appendCSV(Array(place.node.utf8))
        text.append(UInt8(ascii: ","))
        text.appendCSV(sku)
        text.append(contentsOf: ",\(quantity)\n".utf8)
        rows += 1
      }
    }
    return (text, rows)
  }
}
