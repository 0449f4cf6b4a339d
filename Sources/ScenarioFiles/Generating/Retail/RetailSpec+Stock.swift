extension RetailSpec {
  /// `stock:` on the first day.
  package struct Stock: Sendable, Equatable {
    /// Days of demand held of SKUs without a season. A store's demand is what is asked for over its counter; a
    /// warehouse's that of all stores below it and, where it may serve online orders, of the zones nearest to it.
    /// Default a month in stores and six weeks behind them.
    package var days = TierValues(central: 45.0, regional: 0.0, store: 30.0)
    /// Bought for a season, over the demand expected from the first day to the season's end; it comes on the season's
    /// first day. Default a tenth more.
    package var seasonBuy = 1.1
    /// Where what was bought for a season lies. Default half in stores, since nobody buys what is not there.
    package var seasonShares = TierValues(central: 0.5, regional: 0.0, store: 0.5)
    /// How wrong the buyer is about a store and SKU: the coefficient of variation of the rate that he goes by over the
    /// true one, lognormal. Default 0.4: stock lies in the wrong store.
    package var errorVariation = 0.4
    /// How wrong he is about a SKU everywhere at once. Default 0: all errors even out over stores.
    package var skuErrorVariation = 0.0

    /// The defaults.
    package init() {}
  }

  /// `supply:` what can be bought again.
  package struct Supply: Sendable, Equatable {
    /// Who buys; nil: nobody, and there is no supply.csv.
    package var tier: GeneratedTier? = .central
    /// Days from the order to the receipt. Default two weeks.
    package var leadDays = 14
    /// For each purchase, millionths of the currency.
    package var orderCost: Int64 = 0
    /// The least that can be bought.
    package var minimum = 0
    /// Whether goods with a season can be bought again. Default no: they are made once.
    package var buysSeasons = false

    /// The defaults.
    package init() {}
  }

  /// `levels:` levels.csv, rounded up to whole units; a row for each node and SKU that has demand there.
  package struct Levels: Sendable, Equatable {
    package var baseStockDays: TierValues<Double>?
    package var minimumDays: TierValues<Double>?
    package var maximumDays: TierValues<Double>?

    /// Whether there is anything to write.
    package var isEmpty: Bool { baseStockDays == nil && minimumDays == nil && maximumDays == nil }
  }
}
