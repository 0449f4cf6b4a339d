import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct ReadScenarioTests {
  @Test func readsTheMinimalScenario() throws {
    let folder = try TemporaryScenario()
    let scenario = try readScenario(at: folder.path, options: ReadingOptions(requires: .assign))
    #expect(scenario.settings.name == "minimal")
    #expect(scenario.settings.asOf.description == "2026-11-11")
    #expect(scenario.nodes.map(\.id) == ["DC1", "S1"])
    #expect(scenario.nodes.map(\.pickup) == [false, true])
    #expect(scenario.zones.map(\.id) == ["Z1", "Z2"])
    #expect(scenario.skus.map(\.weight.milligrams) == [500_000, 1_200_000, 250_000])
    #expect(scenario.stock.map(\.onHand) == [10, 5, 3, 4])
    #expect(scenario.stock.map(\.useCost.description) == ["0", "0", "2.5", "-1"])
    #expect(scenario.orders.map(\.lines) == [0..<2, 2..<3, 3..<4])
    #expect(scenario.orders.map(\.method) == [.ship(zone: 0), .pickup(node: 1), .ship(zone: 1)])
    // 22:00 without a zone is Shanghai's, eight hours ahead.
    #expect(scenario.orders.map(\.placedAt?.seconds) == [1_794_360_600, 1_794_319_200, nil])
    #expect(scenario.lines.map { scenario.lineIDs[$0.lineID] } == ["1", "2", "1", "1"])
    #expect(scenario.lines.map(\.unitPrice.description) == ["100", "40", "19.9", "100"])
    #expect(scenario.notices.isEmpty)
  }

  @Test func tellsAMissingFolderFromAFaultyOne() throws {
    let missing = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: "/no/such/folder") }
    #expect(missing?.isMissingFolder == true)
    let empty = try TemporaryScenario(base: [:])
    let faulty = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: empty.path) }
    #expect(faulty?.isMissingFolder == false)
    #expect(
      faulty?.listed.map(\.description) == [
        "nodes.csv: no such file", "scenario.yaml: no such file", "skus.csv: no such file", "stock.csv: no such file",
      ])
  }
}
