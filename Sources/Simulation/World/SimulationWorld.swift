import Forecasting
import Replenishment
import SupplyModel

/// What does not change while demand is replayed: the network, the goods, and a row for every node and SKU that may ever
/// hold stock.
package struct SimulationWorld: Sendable {
  /// With a row of stock for every such pair, those of the file first.
  package let scenario: Scenario
  let network: TransferNetwork
  let window: ReplayWindow
  /// By node.
  let isVendor: [Bool]
  /// By SKU, whether a shelf life is to be watched.
  let spoils: Bool
  let exceptions: [[CalendarEntry]]
  /// Rows of stock before those at which goods come back only.
  let carried: Int
  /// Walk-in demand that was drawn SKU by SKU and is not among that of the scenario; nil: there is no other.
  var drawn: SKUDemand?

  /// - Parameter scenario: with the demand to replay.
  /// - Complexity: O(rows of all tables).
  init(_ scenario: Scenario, window: ReplayWindow) {
    var scenario = scenario
    network = TransferNetwork(scenario)
    self.window = window
    isVendor = scenario.nodes.map { $0.tier == .vendor }
    spoils = scenario.skus.contains { $0.shelfLifeDays != nil }
    var exceptions = [[CalendarEntry]](repeating: [], count: scenario.nodes.count)
    for entry in scenario.calendar { exceptions[Int(entry.node)].append(entry) }
    self.exceptions = exceptions
    carried = SimulationWorld.addRows(&scenario, network)
    SimulationWorld.unlock(&scenario)
    SimulationWorld.noteReturns(&scenario)
    SimulationWorld.notePromotions(&scenario)
    self.scenario = scenario
  }

  /// Adds empty rows of stock where goods may come to.
  /// - Returns: how many rows there are before those that only returned goods come to.
  private static func addRows(_ scenario: inout Scenario, _ network: TransferNetwork) -> Int {
    let (nodes, skus) = (scenario.nodes.count, scenario.skus.count)
    var isKnown = [Bool](repeating: false, count: nodes * skus)
    for row in scenario.stock { isKnown[Int(row.sku) * nodes + Int(row.node)] = true }
    var added: [StockRow] = []
    func add(_ node: NodeIndex, _ sku: SKUIndex) {
      var next: NodeIndex? = node
      while let node = next, scenario.nodes[Int(node)].tier != .vendor {
        let key = Int(sku) * nodes + Int(node)
        if !isKnown[key] {
          isKnown[key] = true
          added.append(StockRow(node: node, sku: sku, onHand: 0))
        }
        next = network.parent(node)
      }
    }
    for row in scenario.stock { add(row.node, row.sku) }
    for row in scenario.supply { add(row.node, row.sku) }
    for row in scenario.levels { add(row.node, row.sku) }
    for row in scenario.receipts { add(row.node, row.sku) }
    for row in scenario.demand { add(row.node, row.sku) }
    for row in scenario.forecast {
      if case .node(let node) = row.place { add(node, row.sku) }
    }
    let carried = scenario.stock.count + added.count
    for row in scenario.returns {
      guard let node = row.node else { continue }
      guard let order = row.order else {
        if let sku = row.sku { add(node, sku) }
        continue
      }
      for line in scenario.orders[Int(order)].lines where row.sku.map({ $0 == scenario.lines[Int(line)].sku }) ?? true {
        add(node, scenario.lines[Int(line)].sku)
      }
    }
    if scenario.settings.simulation.returnsRate > 0 {
      for (index, node) in scenario.nodes.enumerated() where node.acceptsReturns {
        for sku in scenario.skus.indices { add(NodeIndex(index), SKUIndex(sku)) }
      }
    }
    scenario.stock += added
    return carried
  }

  /// Rows of returns.csv that do not say what comes back, when or where from.
  private static func noteReturns(_ scenario: inout Scenario) {
    let vague = scenario.returns.count {
      $0.returnedAt == nil || ($0.order == nil && ($0.node == nil || $0.sku == nil))
    }
    guard vague > 0 else { return }
    scenario.notices.append(
      Notice(
        "\(vague) row\(vague == 1 ? "" : "s") of returns.csv without returned_at, or without order_id and not with both "
          + "node_id and sku_id: not replayed"))
  }

  /// Promotions of nothing.
  private static func notePromotions(_ scenario: inout Scenario) {
    let known = Set(scenario.skuCategories)
    let unknown = scenario.settings.simulation.promotions.compactMap(\.category).filter { !known.contains($0) }
    guard !unknown.isEmpty else { return }
    let names = Set(unknown).sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    scenario.notices.append(Notice("simulation.promotions name categories that no SKU has: \(names)"))
  }

  /// What is being picked when the replay begins is open there: the replay picks it, from the stock that was kept for it.
  private static func unlock(_ scenario: inout Scenario) {
    guard scenario.lines.contains(where: { $0.lockedNode != nil }) else { return }
    var kept: [Int64: Int32] = [:]
    let skus = Int64(scenario.skus.count)
    for index in scenario.lines.indices {
      guard let node = scenario.lines[index].lockedNode else { continue }
      kept[Int64(node) * skus + Int64(scenario.lines[index].sku), default: 0] += scenario.lines[index].quantity
      scenario.lines[index].lockedNode = nil
    }
    for index in scenario.stock.indices {
      let key = Int64(scenario.stock[index].node) * skus + Int64(scenario.stock[index].sku)
      if let units = kept[key] { scenario.stock[index].reserved = max(0, scenario.stock[index].reserved - units) }
    }
    scenario.notices.append(
      Notice("locked lines are replayed as open ones, and the stock that is reserved for them is available"))
  }

  func isOpen(_ node: NodeIndex, _ day: Day) -> Bool {
    exceptions[Int(node)].last { $0.day == day && $0.open != nil }?.open
      ?? scenario.nodes[Int(node)].openDays.contains(WeekdaySet(day.weekday))
  }

  /// The first day from `day` on which a node is open; nil where none lies within a year.
  func openDay(_ node: NodeIndex, from day: Day) -> Day? {
    (0..<366).lazy.map { day + Int32($0) }.first { isOpen(node, $0) }
  }

  /// Units that a node takes in on a day; nil = any number.
  func receivingUnits(_ node: NodeIndex, _ day: Day) -> Int64? {
    exceptions[Int(node)].last { $0.day == day && $0.receivingUnits != nil }?.receivingUnits
      ?? scenario.nodes[Int(node)].receivingUnits
  }
}
