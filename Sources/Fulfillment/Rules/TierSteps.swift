import SupplyModel

/// Whom a tiered rule asks for each destination: the nearest open node of each of its tiers.
struct TierSteps: Sendable {
  /// By destination, in the order in which they are asked.
  let nodes: [[NodeIndex]]

  static func centralFirst(_ tables: ScenarioTables) -> TierSteps { TierSteps([.central, .store], tables: tables) }

  static func nearestStoreFirst(_ tables: ScenarioTables) -> TierSteps {
    TierSteps([.store, .regional], tables: tables)
  }

  /// - Parameter tiers: in the order in which they are asked.
  /// - Complexity: O(destinations x nodes).
  init(_ tiers: [Tier], tables: ScenarioTables) {
    nodes = tables.arcs.destinations.indices.map { destination in
      tiers.compactMap { tier in
        let arcs = tables.arcs.starts[destination]..<tables.arcs.starts[destination + 1]
        let usable = arcs.filter {
          let facts = tables.nodes[Int(tables.arcs.nodes[Int($0)])]
          return facts.tier == tier && facts.isOpen && facts.ships && tables.arcs.isWithinLimit[Int($0)]
        }
        // `min` keeps the first of equals: ties go to the order of nodes.csv.
        return usable.min { tables.arcs.distances[Int($0)] < tables.arcs.distances[Int($1)] }
          .map { tables.arcs.nodes[Int($0)] }
      }
    }
  }
}
