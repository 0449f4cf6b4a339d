import Reports
import SupplyModel
import TestSupport
import Testing

@Suite struct NodeTableTests {
  private func table(orders: [Int32]) -> String {
    var hand = HandScenario()
    for node in orders.indices { hand.node("N\(node + 1)", node == 0 ? .central : .store) }
    let asOf = hand.scenario.settings.asOf
    var plan = FulfillmentPlan(
      policy: .optimal, asOf: asOf, summary: AssignSummary(scenario: "hand", policy: .optimal, asOf: asOf))
    plan.nodeCosts = orders.enumerated().map { node, orders in
      NodeCost(node: NodeIndex(node), activation: .zero, use: .zero, orders: orders, units: Int64(orders) * 1_000)
    }
    return NodeTable(plan, scenario: hand.scenario).text
  }

  @Test func theBusiestComeFirst() {
    #expect(
      table(orders: [2, 5, 2]) == """
        served from     tier  orders  units
        -----------------------------------
        N2             store       5  5,000
        N1           central       2  2,000
        N3             store       2  2,000
        """)
  }

  @Test func whatDoesNotFitAScreenIsSummedUp() {
    let lines = table(orders: (1...15).map { $0 }).split(separator: "\n")
    #expect(lines.count == 2 + NodeTable.rowsListed + 1)
    #expect(lines[2].hasPrefix("N15 "))
    #expect(lines.last == "3 more                   6   6,000")
  }

  @Test func nothingServedIsNoTable() {
    #expect(table(orders: []) == "")
  }
}
