import RandomStreams

/// What a random scenario may use, each switched on at random.
package enum ScenarioFeature: CaseIterable, Sendable {
  case activation, capacityInOrders, capacityInUnits, closedDays, calendar, cutoffs, nodesThatDoNotShip, storesPickUp
  case commission, handling, vendors, missingPlaces, farApart
  case tariffs, includedWeight, lanes, weightBands, minimumCost, laneCapacity, transitDays, severalServices, maxDistance
  case protectedStock, reservedStock, useCost, scarceStock, seasons, shipsAlone, heavyGoods
  case splitByUnits, splitNever, orderMaxShipments, scenarioMaxShipments, minSplitValue, priorities, repeatedSKU
  case pickupOrders, lockedLines, promises, manyLines
  case penaltyPerOrder, penaltyPerLine, penaltyPerUnit, penaltyByMargin
  /// All money in a few whole numbers, so that many plans cost the same.
  case ties

  /// How often a feature is on where nothing else is asked for.
  var share: Double {
    switch self {
    case .tariffs, .penaltyPerUnit, .scarceStock: 0.85
    case .handling, .lanes, .promises, .transitDays, .splitByUnits: 0.5
    case .closedDays, .nodesThatDoNotShip, .missingPlaces, .seasons, .minSplitValue, .maxDistance, .calendar: 0.2
    case .ties, .manyLines: 0.15
    default: 0.35
    }
  }

  /// A random set of features.
  package static func draw(_ stream: inout RandomStream) -> Set<ScenarioFeature> {
    var drawn: Set<ScenarioFeature> = []
    for feature in allCases where stream.bernoulli(feature.share) { drawn.insert(feature) }
    return drawn
  }
}

/// How large a random scenario is.
package struct ScenarioSizes: Sendable {
  package var orders: ClosedRange<Int>
  package var nodes: ClosedRange<Int>
  package var skus: ClosedRange<Int>
  package var lines: ClosedRange<Int>
  package var zones = 1...3
  /// Units of a line.
  package var quantity = 1...3

  package init(
    orders: ClosedRange<Int>, nodes: ClosedRange<Int>, skus: ClosedRange<Int>, lines: ClosedRange<Int>
  ) {
    self.orders = orders
    self.nodes = nodes
    self.skus = skus
    self.lines = lines
  }

  /// Small enough for every plan to be enumerated.
  package static let tiny = ScenarioSizes(orders: 1...6, nodes: 1...4, skus: 1...4, lines: 1...3)
}
