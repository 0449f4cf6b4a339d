import Studies
import Testing

/// What only the changed scenarios show is refused before anything runs.
@Suite struct StudyPreparationTests {
  private func faults(_ changes: [String], files: [String: String?] = [:]) throws -> [String] {
    let list = changes.map { "    - \($0)\n" }.joined()
    return try StudyFolder(
      StudyFolder.assign + "variants:\n  - name: a\n    changes:\n" + list, files: files
    ).preparationFaults()
  }

  @Test func aSoundOne() throws {
    #expect(try faults(["{ table: nodes, where: { tier: store }, column: ships, to: false }"]) == [])
  }

  @Test(arguments: [
    (
      "{ table: nodes, where: { region: west }, column: ships, to: false }",
      "study:9:variants[0].changes[0]: where matches no row of nodes.csv: nothing would change"
    ),
    (
      "{ table: nodes, where: { tier: central }, column: capacity_orders, times: 2 }",
      "study:9:variants[0].changes[0]: the 1 row of nodes.csv that it picks have empty cells there; expected to, a value"
    ),
    (
      "{ table: levels, column: min, times: 2 }",
      "study:9:variants[0].changes[0]: the scenario has no levels.csv: nothing would change"
    ),
    (
      "{ set: 'tariffs[1].minimum_days', to: 2 }",
      "study:9:variants[0].changes[0].set: [1] of tariffs[1].minimum_days is not there: the list has 1 entries, counted from 0"
    ),
    (
      "{ set: 'name[1]', to: 2 }",
      "study:9:variants[0].changes[0].set: [1] of name[1] is not there: what should be a list is \"minimal\""
    ),
    (
      "{ set: name.first, to: 2 }",
      "study:9:variants[0].changes[0].set: first of name.first is not there: what should hold it is \"minimal\""
    ),
    (
      "{ set: horizon_days, times: 2 }",
      "study:9:variants[0].changes[0].set: nothing cannot be multiplied; expected a number in scenario.yaml, or use to"
    ),
    ("{ set: name, plus: 2 }", "study:9:variants[0].changes[0].set: \"minimal\" is not a number; expected to, a value"),
    (
      "{ set: simulation.demand_scal, to: 2 }",
      "study:7: variant \"a\": scenario.yaml:21:simulation.demand_scal: unknown key \"demand_scal\"; maybe you meant \"demand_scale\"?"
    ),
    (
      "{ table: nodes, where: { node_id: S1 }, column: latitude, to: 91 }",
      "study:7: variant \"a\": nodes.csv:3:latitude: \"91\" is too large; expected degrees from -90 to 90"
    ),
    (
      "{ table: stock, add: [{ node_id: S9, sku_id: A, on_hand: 1 }] }",
      "study:7: variant \"a\": stock.csv:6:node_id: unknown node \"S9\""
    ),
  ])
  func refusals(change: String, expected: String) throws {
    let found = try faults([change])
    #expect(found.count == 1)
    // The reader of scenarios may add a hint.
    #expect(found.first?.hasPrefix(expected) == true, "\(found)")
  }

  @Test func numbersBeyondAnyColumn() throws {
    let tenfold = "{ table: stock, where: { node_id: DC1, sku_id: A }, column: on_hand, times: 9000000000 }"
    #expect(
      try faults([tenfold, tenfold])
        == ["study:10:variants[0].changes[1]: \"90000000000\" becomes too large a number"])
  }

  @Test func allOfThemAtOnce() throws {
    let found = try faults([
      "{ table: nodes, where: { region: west }, column: ships, to: false }",
      "{ table: zones, where: { zone_id: Z9 }, remove: true }", "{ set: name.first, to: 2 }",
    ])
    #expect(found.count == 3)
  }

  /// The scenario's own faults are its own: they are not said again for every variant.
  @Test func aFaultyScenario() throws {
    let found = try faults(
      ["{ table: nodes, column: ships, to: false }"],
      files: ["zones.csv": "zone_id,latitude,longitude\nZ1,95,1\nZ2,1,2\n"])
    #expect(found == ["zones.csv:2:latitude: \"95\" is too large; expected degrees from -90 to 90"])
  }
}
