import RandomStreams
import SupplyModel

/// Who buys where: every zone has customers of its own, and a store those of the zone that is nearest to it.
struct CustomerPools {
  private let perZone: Int
  /// By node.
  private let zones: [Int32]

  /// - Complexity: O(nodes x zones).
  init(_ scenario: Scenario, customers: Int32) {
    perZone = scenario.zones.isEmpty ? 0 : Int(customers) / scenario.zones.count
    guard perZone > 0 else {
      zones = []
      return
    }
    zones = scenario.nodes.map { node in
      guard let place = node.coordinates else { return -1 }
      let near = scenario.zones.indices.min { a, b in
        let distances = [a, b].map { scenario.zones[$0].coordinates?.distance(to: place).metres ?? .max }
        return distances[0] != distances[1] ? distances[0] < distances[1] : a < b
      }
      return near.map(Int32.init) ?? -1
    }
  }

  func draw(zone: Int32, _ stream: inout RandomStream) -> Int32? {
    perZone > 0 && zone >= 0 ? zone * Int32(perZone) + Int32(stream.uniform(below: perZone)) : nil
  }

  func draw(node: NodeIndex, _ stream: inout RandomStream) -> Int32? {
    perZone > 0 ? draw(zone: zones[Int(node)], &stream) : nil
  }
}

/// Where the customers of each zone pick up: the nearest node that hands orders over.
struct PickupPlaces {
  private let nodes: [NodeIndex?]

  /// - Complexity: O(zones x nodes).
  init(_ scenario: Scenario) {
    nodes = scenario.zones.map { zone in
      guard let place = zone.coordinates else { return nil }
      var best: (metres: Int32, node: NodeIndex?) = (.max, nil)
      for (index, node) in scenario.nodes.enumerated() where node.pickup {
        guard let metres = node.coordinates?.distance(to: place).metres, metres < best.metres else { continue }
        best = (metres, NodeIndex(index))
      }
      return best.node
    }
  }

  func nearest(_ zone: ZoneIndex) -> NodeIndex? { nodes[Int(zone)] }
}
