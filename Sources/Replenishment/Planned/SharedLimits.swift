import SupplyModel

/// What SKUs share: limits of links, nodes and the budget, and what a journey costs however much it carries.
struct SharedLimits: Sendable {
  /// All of it, before any move.
  let room: SharedRoom
  /// What each journey costs beside its link's prices (millionths).
  private let perJourney: Double
  /// What each truck costs, and how much it takes; 0 = there is no such limit.
  let truckCost: Double
  let truckUnits: Double
  private let network: SupplyNetwork
  private let perTruck: Money

  init(_ scenario: Scenario, network: SupplyNetwork, calendar: PeriodCalendar) {
    self.network = network
    let count = calendar.periods.count
    let settings = scenario.settings.replenishment
    perTruck = settings.truckCost
    truckUnits = Double(settings.truckUnits ?? 0)
    truckCost = truckUnits > 0 ? Double(settings.truckCost.millionths) : 0
    perJourney = truckUnits > 0 ? 0 : Double(settings.truckCost.millionths)
    func limits(_ limit: (Int, Int) -> Int64?) -> [Int64] {
      scenario.nodes.indices.flatMap { node in (0..<count).map { limit(node, $0) ?? SharedRoom.unlimited } }
    }
    let nodes = scenario.nodes
    var room = SharedRoom(
      // A link's goods of a period travel on one day.
      links: network.links.flatMap { link in
        [Int64](repeating: link.capacityUnits.map(Int64.init) ?? SharedRoom.unlimited, count: count)
      },
      sending: limits { node, period in
        calendar.departure(NodeIndex(node), period).flatMap { day in
          (calendar.entry(NodeIndex(node), day)?.capacityUnits ?? nodes[node].capacityUnits).map(Int64.init)
        }
      },
      receiving: limits { node, period in
        calendar.total(NodeIndex(node), period, daily: nodes[node].receivingUnits) { $0.receivingUnits }
      },
      storage: limits { node, _ in nodes[node].storageUnits },
      budget: settings.budget?.millionths ?? SharedRoom.unlimited, periods: count)
    // What comes in any case needs the dock, too.
    for receipt in scenario.receipts {
      guard let day = calendar.arrival(receipt.node, max(receipt.due, calendar.periods.first)),
        let period = calendar.period(servedFrom: day)
      else { continue }
      let place = Int(receipt.node) * count + period
      guard room.receiving[place] < SharedRoom.unlimited else { continue }
      room.receiving[place] = max(0, room.receiving[place] - Int64(receipt.quantity))
    }
    self.room = room
  }

  /// What a journey costs beside what each unit adds (millionths).
  func fixedCost(_ link: Int, units: Int64, weight: Weight) -> Double {
    if units == 0 { return 0 }
    let all = network.links[link]
    let plain = all.cost(units: units, weight: weight)
    let marginal = all.perUnit * units + all.perKilogram.perKilogram(weight)
    return Double((plain - marginal).millionths) + perJourney + trucks(units) * truckCost
  }

  /// The least that a journey costs beside what each unit adds, trucks by units apart: of a minimum cost only what units
  /// leave of it (millionths).
  /// - Parameter paid: what all units add that could travel together.
  func leastJourney(_ link: Int, paid: Double) -> Double {
    let all = network.links[link]
    return max(Double(all.perDispatch.millionths), Double(all.minimumCost.millionths) - paid) + perJourney
  }

  /// What the trucks of a journey cost.
  func trucks(units: Int64) -> Money {
    if units == 0 { return .zero }
    return truckUnits > 0 ? perTruck * Int64(trucks(units)) : perTruck
  }

  private func trucks(_ units: Int64) -> Double { truckUnits > 0 ? (Double(units) / truckUnits).rounded(.up) : 0 }

  /// Whether journeys cost anything that units do not.
  var hasFixedCosts: Bool {
    truckCost > 0 || perJourney > 0
      || network.links.contains { $0.perDispatch > .zero || $0.minimumCost > .zero }
  }
}
