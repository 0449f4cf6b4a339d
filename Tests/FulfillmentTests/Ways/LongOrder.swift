import RandomStreams
import SupplyModel
import TestSupport

/// One order of many lines and plenty of stock on plain lanes (one band, whole kilograms): its optimum is the best set
/// of nodes with each line at its cheapest member.
struct LongOrder {
  let scenario: Scenario

  /// - Parameter lines: how many.
  init(seed: UInt64, lines: ClosedRange<Int>, nodes: ClosedRange<Int>) {
    var stream = RandomStream(seed: seed, purpose: "long order")
    func cents(_ most: Int) -> Money { Money(millionths: Int64(stream.uniform(in: 0...most * 100)) * 10_000) }
    var hand = HandScenario()
    hand.zone("Z")
    let count = stream.uniform(in: nodes)
    for node in 0..<count {
      hand.node("N\(node)") {
        $0.handlingPerShipment = cents(2)
        $0.handlingPerUnit = cents(1)
        if stream.bernoulli(0.3) { $0.activationCost = cents(10) }
        if stream.bernoulli(0.3) { $0.commissionRate = Ratio(billionths: Int64(stream.uniform(in: 0...200_000_000))) }
      }
      hand.lane("N\(node)", "Z") {
        $0.costPerShipment = cents(12)
        $0.costPerUnit = cents(1)
        $0.costPerKilogram = cents(2)
      }
    }
    var rows: [HandScenario.Line] = []
    for line in 0..<stream.uniform(in: lines) {
      hand.sku("S\(line)", kilograms: Double(stream.uniform(in: 0...3)))
      for node in 0..<count where stream.bernoulli(0.6) {
        let use = stream.bernoulli(0.3) ? stream.uniform(in: -3_000_000...3_000_000) : 0
        hand.stock("N\(node)", "S\(line)", 9, use: Money(millionths: Int64(use)))
      }
      let (units, price) = (Int32(stream.uniform(in: 1...3)), Int64(stream.uniform(below: 9)))
      rows.append(HandScenario.Line("S\(line)", units, price: price))
    }
    hand.order("O", to: "Z", rows) {
      if stream.bernoulli(0.5) { $0.maxShipments = Int32(stream.uniform(in: 1...3)) }
      $0.priority = Ratio(billionths: Int64(stream.uniform(in: 1...2)) * 1_000_000_000)
    }
    hand.scenario.settings.unfilled?.perOrder = cents(stream.bernoulli(0.5) ? 30 : 0)
    hand.scenario.settings.unfilled?.perLine = cents(4)
    scenario = hand.scenario
  }

  /// Enumerates the sets of nodes.
  var optimum: Int64 {
    let world = ReferenceWorld(scenario: scenario)
    let most = world.mostNodes(0)
    return (0..<1 << scenario.nodes.count).filter { $0.nonzeroBitCount <= most }.map { set in
      let nodes = scenario.nodes.indices.filter { set >> $0 & 1 == 1 }
      return cost(of: nodes, world)
    }.min() ?? 0
  }

  /// Everything filled, or the order's own penalty and for each line the cheaper of sending and leaving it.
  private func cost(of nodes: [Int], _ world: ReferenceWorld) -> Int64 {
    var fixed: Int64 = 0
    for node in nodes {
      let record = scenario.nodes[node]
      fixed += record.activationCost.millionths + record.handlingPerShipment.millionths
      fixed += world.laneRows(node: node, zone: 0, service: 0)[0].band.costPerShipment.millionths
    }
    let priority = scenario.orders[0].priority.billionths / 1_000_000_000
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    var full: Int64? = fixed
    var part = fixed + penalty.perOrder.millionths * priority
    for line in scenario.lines.indices {
      let send = nodes.compactMap { sending(line, from: $0, world) }.min()
      let leave =
        (penalty.perLine.millionths + penalty.perUnit.millionths * Int64(scenario.lines[line].quantity)) * priority
      full = if let all = full, let send { all + send } else { nil }
      part += min(send ?? leave, leave)
    }
    return min(full ?? part, part)
  }

  /// What a line adds to a parcel; nil where the node lacks it.
  private func sending(_ line: Int, from node: Int, _ world: ReferenceWorld) -> Int64? {
    let row = scenario.lines[line]
    guard let stock = world.stockRow(node: node, sku: row.sku) else { return nil }
    let band = world.laneRows(node: node, zone: 0, service: 0)[0].band
    let units = Int64(row.quantity)
    let kilograms = scenario.skus[Int(row.sku)].weight.milligrams / 1_000_000 * units
    let unit =
      stock.useCost.millionths + scenario.nodes[node].handlingPerUnit.millionths + band.costPerUnit.millionths
    return unit * units + band.costPerKilogram.millionths * kilograms
      + rounded(
        row.unitPrice.millionths * units, times: scenario.nodes[node].commissionRate.billionths, per: 1_000_000_000)
  }
}
