extension RetailSpec {
  /// One entry of `skus:`: goods that cost, weigh and sell alike.
  package struct Category: Sendable, Equatable {
    /// The name in skus.csv, unless one is given.
    package var name = "goods"
    /// SKUs of this category.
    package var count = 1
    /// Prices are drawn log-uniformly between these: as many from 50 to 100 as from 100 to 200.
    package var price = Span(lower: 50, upper: 200)
    /// (price - unit cost) / price. Default a half, common in fashion retail.
    package var margin = 0.5
    /// Kilograms, drawn log-uniformly.
    package var weightKilograms = Span(lower: 0.2, upper: 1)
    /// How much more than other SKUs of its rank a SKU of this category sells.
    package var demandFactor = 1.0
    /// When it is sold; nil: always.
    package var season: Season?
    /// Days after which it is worth nothing; nil: it keeps.
    package var shelfLifeDays: Int?
    /// Transfers and purchases come in multiples of it.
    package var packSize = 1
    /// A year's cost of holding, as a share of unit cost. Default a quarter: capital, space and markdown.
    package var holdingRate = 0.25

    /// The defaults.
    package init() {}
  }

  /// `season:` of a category.
  package struct Season: Sendable, Equatable {
    /// The first day, counted from the spec's `start`; below 0 = it has begun.
    package var start = 0
    /// Days on sale. Default a quarter of a year and a week.
    package var days = 98
    /// What a unit is worth after the season, as a share of its unit cost. Default 0.3: sold off below cost.
    package var salvageShare = 0.3

    /// The defaults.
    package init() {}

    /// Days on sale, from `start`.
    package var range: Range<Int> { start..<start + days }
  }

  /// A lower and an upper bound.
  package struct Span: Sendable, Equatable {
    package var lower: Double
    package var upper: Double
  }

  /// `demand:`
  package struct Demand: Sendable, Equatable {
    /// Walk-in units that a store sells a day: the mean over all stores and simulated days, before `season_profile`.
    package var unitsPerStoreDay = 20.0
    /// How much stores differ: the coefficient of variation (deviation over mean) of their sizes, lognormal.
    package var storeSizeVariation = 0.5
    /// A SKU of rank r sells (r + 5)^-popularity. Default 0.95, as in other generated scenarios.
    package var popularity = 0.95
    /// How much a store's share of a SKU differs from its size: the coefficient of variation of a lognormal taste for
    /// each store and SKU. Default 0.5: a SKU sells twice as well here as there, which a buyer cannot know.
    package var localVariation = 0.5
    /// The share of stores that carry a SKU. Default all.
    package var rangeShare = 1.0
    /// Online units over all units. Default 0.15, common for fashion chains.
    package var onlineShare = 0.15
    /// Factors of demand week by week from `start`, from the beginning again when they are used up; 1 = as said above.
    /// Empty: flat.
    package var seasonProfile: [Double] = []
    /// Units a day below which a place has no row for a SKU; what it would have sold is sold by other places, so that no
    /// SKU loses demand. Default a unit in five years, which no plan can act on.
    package var leastRate = 0.0005
    /// The shares of online orders of 1, 2, 3 … units, for `write_demand`. Default those of other generated scenarios.
    package var unitsPerOrder = GeneratedOrders.lineShares

    /// The defaults.
    package init() {}
  }
}
