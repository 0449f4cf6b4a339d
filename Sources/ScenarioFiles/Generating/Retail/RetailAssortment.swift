import RandomStreams

/// What a generated retail network sells: prices, weights, and how much of the demand each SKU has.
package struct RetailAssortment: Sendable {
  /// Index into the spec's categories for each SKU.
  package let category: [Int32]
  /// Sales price in whole hundredths.
  package let price: [Int64]
  /// Cost of purchase in whole hundredths.
  package let unitCost: [Int64]
  /// Weight in grams.
  package let grams: [Int64]
  /// A SKU's share of all demand on a day on which it is on sale. Days off sale considered, the shares make 1: over the
  /// simulated days, so much is sold on average as the spec says.
  package let share: [Double]

  /// Draws the SKUs of all categories in their order. O(SKUs).
  package init(_ spec: RetailSpec) {
    let calendar = RetailSpec.Calendar(spec)
    let count = spec.skuCount
    var ranking = RandomStream(seed: spec.seed, purpose: "retail popularity")
    let order = ranking.permutation(count: count)
    let weights = PowerLaw(exponent: spec.demand.popularity).weights(count: count)
    let family = RandomStreamFamily(seed: spec.seed, purpose: "retail sku")
    var category: [Int32] = []
    var price: [Int64] = []
    var unitCost: [Int64] = []
    var grams: [Int64] = []
    var share: [Double] = []
    var total = 0.0
    for (index, kind) in spec.categories.enumerated() {
      let onSale = kind.onSale(calendar)
      for _ in 0..<kind.count {
        let sku = category.count
        var stream = RandomStream(family: family, index: UInt64(sku))
        let tag = max(1, (kind.price.draw(from: &stream) * 100).rounded())
        category.append(Int32(index))
        price.append(Int64(tag))
        unitCost.append(Int64((tag * (1 - kind.margin)).rounded()))
        grams.append(Int64((kind.weightKilograms.draw(from: &stream) * 1000).rounded()))
        let weight = weights[order[sku]] * kind.demandFactor
        share.append(weight)
        total += weight * onSale
      }
    }
    self.category = category
    self.price = price
    self.unitCost = unitCost
    self.grams = grams
    self.share = share.map { $0 / total }
  }

  /// The number of SKUs.
  package var count: Int { category.count }
}

extension RetailSpec.Span {
  /// A log-uniform draw; from 0 on, where logarithms end, an even one. O(1).
  func draw(from stream: inout RandomStream) -> Double {
    let position = stream.unit()
    if lower == upper { return lower }
    if lower <= 0 { return lower + (upper - lower) * position }
    return lower * PortableMath.exp(position * PortableMath.log(upper / lower))
  }
}
