import SupplyModel

/// What transfers between two nodes cost, from the node rows of lanes.csv and the transfer tariff.
struct TransferRates {
  private let scenario: Scenario
  private var lanes: [SupplyNetwork.Pair: [LaneRow]] = [:]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    for lane in scenario.lanes {
      guard case .node(let to) = lane.destination else { continue }
      lanes[SupplyNetwork.Pair(from: lane.origin, to: to), default: []].append(lane)
    }
  }

  var lanePairs: [SupplyNetwork.Pair] { Array(lanes.keys) }

  /// The link between two nodes: their lane where there is one, else the tariff; nil where neither leads there.
  func link(_ pair: SupplyNetwork.Pair, _ purpose: TransferLink.Purpose) -> TransferLink? {
    if let rows = lanes[pair] {
      // The heaviest band: goods travel together, and what is too heavy for it goes in several loads.
      guard
        let heaviest = rows.max(by: {
          ($0.band.maxWeight?.milligrams ?? .max) < ($1.band.maxWeight?.milligrams ?? .max)
        })
      else { return nil }
      return TransferLink(
        from: pair.from, to: pair.to, purpose: purpose, perDispatch: heaviest.band.costPerShipment,
        perUnit: heaviest.band.costPerUnit, perKilogram: heaviest.band.costPerKilogram,
        minimumCost: heaviest.band.minimumCost, maxWeight: heaviest.band.maxWeight,
        transitDays: heaviest.band.transitDays, capacityUnits: rows.lazy.compactMap(\.capacityUnits).first)
    }
    guard let tariff = scenario.settings.transferTariff else { return nil }
    guard let here = scenario.nodes[Int(pair.from)].coordinates, let there = scenario.nodes[Int(pair.to)].coordinates
    else { return nil }
    let distance = here.distance(to: there)
    return TransferLink(
      from: pair.from, to: pair.to, purpose: purpose,
      perDispatch: tariff.perShipment + tariff.perKilometre.perKilometre(distance), perUnit: tariff.perUnit,
      perKilogram: .zero, minimumCost: .zero, maxWeight: nil,
      transitDays: transitDays(
        distance, minimumDays: tariff.minimumDays, speedMillimetresPerDay: tariff.speedMillimetresPerDay),
      capacityUnits: nil)
  }
}
