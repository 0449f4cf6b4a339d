import Reports
import SupplyModel
import TestSupport
import Testing

@Suite struct ContentsTableTests {
  @Test func showsWhatIsThereAndNothingElse() {
    var hand = HandScenario()
    hand.node("DC")
    hand.node("S1", .store)
    hand.sku("A")
    hand.zone("Z")
    hand.stock("DC", "A", 1_200, reserved: 100)
    hand.order("O1", to: "Z", [.init("A", 2), .init("A", 3, locked: "DC")])
    hand.order("O2", to: "S1", [.init("A")])
    #expect(
      ContentsTable(ScenarioContents(hand.scenario)).text == """
        hand               as of 2026-11-11
        -----------------------------------
        nodes                             2
        nodes, central                    1
        nodes, store                      1
        SKUs                              1
        zones                             1
        stock rows                        1
        units on hand                 1,200
        units available               1,100
        orders                            2
        orders to pick up                 1
        order lines                       3
        locked lines                      1
        units ordered                     6
        """)
  }

  @Test func aScenarioWithoutANameIsCalledSo() {
    let scenario = Scenario(settings: ScenarioSettings(asOf: Day(number: 20_768)))
    #expect(ContentsTable(ScenarioContents(scenario)).text == "scenario  as of 2026-11-11")
  }
}
