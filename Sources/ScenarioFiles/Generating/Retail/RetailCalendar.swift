extension RetailSpec {
  /// Which days count how much: the season profile, and the season of a category. Days count from `start`.
  package struct Calendar: Sendable {
    /// Days that demand is written for: from `-historyDays` to the end of the simulation.
    let history: Range<Int>
    /// Days that are simulated.
    let simulated: Range<Int>
    /// Days that forecast.csv reaches: a planner on the last simulated day looks one horizon further.
    let forecast: Range<Int>
    private let profile: [Double]

    package init(_ spec: RetailSpec) {
      history = -spec.historyDays..<spec.days
      simulated = 0..<spec.days
      forecast = 0..<spec.days + spec.horizonDays
      profile = spec.demand.seasonProfile
    }

    /// The factor of a day without regard to seasons.
    package func factor(_ day: Int) -> Double {
      if profile.isEmpty { return 1 }
      let week = day >= 0 ? day / 7 : (day - 6) / 7
      let place = week % profile.count
      return profile[place < 0 ? place + profile.count : place]
    }

    /// The factor of a day for goods of a category.
    package func factor(_ day: Int, of category: Category) -> Double {
      category.season.map { $0.range.contains(day) } ?? true ? factor(day) : 0
    }

    /// Whether every day is like every other.
    var isFlat: Bool { profile.allSatisfy { $0 == profile[0] } }
  }

  /// The default of `allot` where `settings` do not say it.
  var horizonDays: Int {
    guard let tree = settings?["horizon_days"], case .scalar(let text) = tree.content else { return 28 }
    return Int(text) ?? 28
  }

  /// Units over all days of the forecast if all were like the strongest.
  var mostUnits: Double {
    let strongest = demand.seasonProfile.max() ?? 1
    let perDay = demand.unitsPerStoreDay * Double(network.stores) / (1 - demand.onlineShare)
    return perDay * max(1, strongest) * Double(days + horizonDays)
  }

  /// Units expected over all days that demand is written for.
  var expectedUnits: Double {
    let calendar = Calendar(self)
    let walkIns = demand.unitsPerStoreDay * Double(network.stores)
    let profile = calendar.history.reduce(0.0) { $0 + calendar.factor($1) }
    return walkIns / (1 - demand.onlineShare) * profile
  }
}

extension RetailSpec.Category {
  /// The day on which its first stock comes, from the spec's start on; nil: it is there when the simulation starts.
  var arrival: Int? {
    guard let season, season.start > 0 else { return nil }
    return season.start
  }

  /// The share of the simulated days on which the category is on sale. O(1).
  package func onSale(_ calendar: RetailSpec.Calendar) -> Double {
    guard let season else { return 1 }
    return Double(season.range.clamped(to: calendar.simulated).count) / Double(calendar.simulated.count)
  }

  /// What a rate of one unit a day sells over some days, its season and the season profile considered. O(days).
  func units(over days: Range<Int>, _ calendar: RetailSpec.Calendar) -> Double {
    days.reduce(0.0) { $0 + calendar.factor($1, of: self) }
  }
}
