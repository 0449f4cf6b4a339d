import SupplyModel

/// What a scenario uses and `assign` does not model yet: named in a notice each, and where it could make the best plan
/// cheaper, no bound is claimed.
struct UnmodelledFeatures: Sendable {
  private(set) var notices: [Notice] = []
  /// Whether a bound on the modelled problem is one on the whole problem.
  private(set) var boundHolds = true

  /// - Complexity: O(lines + receipts + lanes).
  init(_ scenario: Scenario) {
    let isOpen = openSKUs(scenario)
    let kitLines = scenario.lines.count { $0.lockedNode == nil && !scenario.skus[Int($0.sku)].kit.isEmpty }
    if kitLines > 0 {
      add("\(kitLines) open line(s) ask for kits: they are served from stock held under the kit's own id only")
    }
    let receipts = scenario.receipts.count { isOpen[Int($0.sku)] }
    if receipts > 0 {
      add("\(receipts) receipt(s) are due for ordered SKUs: only stock on hand is assigned")
    }
    let transferable = transferablePickups(scenario)
    if transferable > 0 {
      add("\(transferable) pickup order(s) could be served by a transfer: they get the pickup node's own stock only")
    }
  }

  private mutating func add(_ text: String) {
    notices.append(Notice(text + " (no bound is stated)"))
    boundHolds = false
  }

  private func openSKUs(_ scenario: Scenario) -> [Bool] {
    var isOpen = [Bool](repeating: false, count: scenario.skus.count)
    for line in scenario.lines where line.lockedNode == nil { isOpen[Int(line.sku)] = true }
    return isOpen
  }

  /// Pickup orders with open lines whose node other nodes could send to.
  private func transferablePickups(_ scenario: Scenario) -> Int {
    var receives = [Bool](repeating: scenario.settings.transferTariff != nil, count: scenario.nodes.count)
    for lane in scenario.lanes {
      if case .node(let node) = lane.destination { receives[Int(node)] = true }
    }
    return scenario.orders.count { order in
      guard case .pickup(let node) = order.method, receives[Int(node)] else { return false }
      return order.lines.contains { scenario.lines[Int($0)].lockedNode == nil }
    }
  }
}
