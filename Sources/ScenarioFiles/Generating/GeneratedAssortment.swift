import RandomStreams

/// What is sold: prices, weights, and how often each SKU is asked for.
package struct GeneratedAssortment: Sendable {
  /// Kinds of goods; a SKU's category is drawn evenly.
  package static let categories = [
    "Shirt", "Trousers", "Dress", "Jacket", "Knitwear", "Shoes", "Bag", "Underwear", "Sportswear", "Accessory",
  ]

  /// Index into `categories` for each SKU.
  package let category: [UInt8]
  /// Sales price in whole hundredths for each SKU.
  package let price: [Int32]
  /// Cost of purchase in whole hundredths, below the price.
  package let unitCost: [Int32]
  /// Weight in grams, at least 20.
  package let grams: [Int32]
  /// The rank in popularity of each SKU, 1 the most popular: drawn, so that an id tells nothing about sales.
  package let rank: [Int32]
  /// Draws a SKU by popularity, 1 / (rank + 5)^0.95.
  package let popularity: AliasTable

  /// Draws `options.skus` SKUs. O(SKUs).
  init(_ options: GeneratorOptions) {
    let count = options.skus
    var ranking = RandomStream(seed: options.seed, purpose: "popularity")
    let order = ranking.permutation(count: count)
    let weights = PowerLaw().weights(count: count)
    rank = order.map { Int32($0 + 1) }
    popularity = AliasTable(weights: order.map { weights[$0] })

    var category: [UInt8] = []
    var price: [Int32] = []
    var unitCost: [Int32] = []
    var grams: [Int32] = []
    let family = RandomStreamFamily(seed: options.seed, purpose: "sku")
    for sku in 0..<count {
      var stream = RandomStream(family: family, index: UInt64(sku))
      category.append(UInt8(stream.uniform(below: GeneratedAssortment.categories.count)))
      // Lognormal about 150, and a price tag that ends in .90.
      let tag = PortableMath.exp(stream.normal(mean: 5.01, standardDeviation: 0.6))
      let whole = min(max(tag.rounded(), 10), 5000)
      price.append(Int32(whole) * 100 - 10)
      unitCost.append(Int32((whole * 100 * stream.uniform(from: 0.35, to: 0.6)).rounded()))
      grams.append(Int32(min(20 + stream.gamma(shape: 2, scale: 240), 20_000)))
    }
    self.category = category
    self.price = price
    self.unitCost = unitCost
    self.grams = grams
  }

  /// The number of SKUs.
  package var count: Int { price.count }
}
