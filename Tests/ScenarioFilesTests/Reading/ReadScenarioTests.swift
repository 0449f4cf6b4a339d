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

  @Test func readsZippedTablesAndRefusesTwoOfOne() throws {
    let zipped = gzip(Array((TemporaryScenario.full["orders.csv"] ?? "").utf8))
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    try folder.folder.write(zipped, to: "orders.csv.gz")
    #expect(try faults(folder) == ["orders.csv: orders.csv.gz is there as well; keep one of them"])
    try folder.folder.remove("orders.csv")
    #expect(try readScenario(at: folder.path).orders.count == 3)
    try folder.folder.write(Array(zipped.dropLast(9)), to: "orders.csv.gz")
    #expect(try faults(folder) == ["orders.csv.gz: is a truncated gzip file: its data ends too early"])
  }

  @Test func refusesAFolderInPlaceOfATable() throws {
    let folder = try TemporaryScenario(["orders.csv": nil])
    try folder.folder.write("x", to: "orders.csv/x")
    #expect(try faults(folder) == ["orders.csv: is a directory; expected a file"])
  }

  @Test func saysWhatIsMissingForAssign() throws {
    let yaml = "version: 1\nas_of: 2026-11-11\n"
    let folder = try TemporaryScenario(["orders.csv": nil, "scenario.yaml": yaml])
    _ = try readScenario(at: folder.path)
    let errors = #expect(throws: ScenarioErrors.self) {
      _ = try readScenario(at: folder.path, options: ReadingOptions(requires: .assign))
    }
    #expect(
      errors?.listed.map(\.description) == [
        "orders.csv: no such file", "scenario.yaml:1:unfilled: the required key is missing",
      ])
  }

  @Test func namesAllIgnoredColumnsAndFilesInOneNoticeEach() throws {
    let folder = try TemporaryScenario([
      "zones.csv": "zone_id,latitud,colour\nZ1,1,red\nZ2,2,blue\n",
      "skus.csv": "sku_id,prize\nA,1\nB,2\nC,3\n", "order.csv": "x\n", "notes.csv.gz": "x",
    ])
    #expect(
      try readScenario(at: folder.path).notices.map(\.text) == [
        #"ignored files: "notes.csv.gz" (maybe you meant nodes.csv?), "order.csv" (maybe you meant orders.csv?)"#,
        #"ignored columns: skus.csv: "prize" (maybe you meant "price"?); "#
          + #"zones.csv: "latitud" (maybe you meant "latitude"?), "colour" (maybe you meant "country"?)"#,
      ])
  }

  @Test func listsTheFirstHundredFaultsAndCountsAll() throws {
    let rows = (1...500).map { "DC1,X\($0),1\n" }.joined()
    let folder = try TemporaryScenario(["stock.csv": "node_id,sku_id,on_hand\n" + rows])
    let errors = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: folder.path) }
    #expect(errors?.count == 500)
    #expect(errors?.listed.map(\.line) == (2...101).map { $0 })
  }

  @Test func blamesABrokenTableOnceAndNotItsReaders() throws {
    let folder = try TemporaryScenario(["nodes.csv": "id,tier\nDC1,central\n"])
    #expect(
      try faults(folder) == [
        "nodes.csv:1:node_id: the required column is missing"
      ])
  }

  private func faults(_ folder: TemporaryScenario) throws -> [String] {
    do throws(ScenarioErrors) {
      _ = try readScenario(at: folder.path)
      return []
    } catch {
      return error.listed.map(\.description)
    }
  }
}
