import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct LaneRowsTests {
  @Test(arguments: [
    FaultCase(
      "lanes.csv", "DC1,S1", "DC1,Z10",
      #"lanes.csv:6:destination: unknown zone or node "Z10"; maybe you meant "Z1"?"#, sound: "DC1,V1"),
    FaultCase(
      "lanes.csv", "DC1,S1", "DC1,DC1",
      #"lanes.csv:6:destination: "DC1" is the origin itself; expected another node or a zone"#, sound: "S1,DC1"),
    FaultCase(
      "lanes.csv", "DC1,S1", "Z1,S1", #"lanes.csv:6:origin: unknown node "Z1""#, sound: "V1,S1"),
    FaultCase(
      "lanes.csv", "standard,20,", "standard,5.0,",
      #"lanes.csv:3:max_weight_kg: the weight band 5 kg of "S2" to "Z1" by "standard" is here twice; the first is on line 2"#,
      sound: "standard,,"),
    FaultCase(
      "lanes.csv", "9,2,\n", "9,2,50\n",
      #"lanes.csv:3:capacity_units: 50 differs from 100 on line 2; the lane "S2" to "Z1" by "standard" has one capacity"#,
      sound: "9,2,100\n"),
    FaultCase(
      "lanes.csv", "9,2,\n", "9,1.5,\n",
      #"lanes.csv:3:transit_days: "1.5" is not a whole number; expected a whole number of days from 0 to 36500"#,
      sound: "9,0,\n"),
    FaultCase(
      "lanes.csv", "18,0,1,18", "18,0,-1,18",
      #"lanes.csv:4:cost_per_kg: "-1" is negative; expected a number from 0 to 1000000000000 with at most 6 decimals"#,
      sound: "18,0,.5,18"),
    FaultCase(
      "lanes.csv", "18,0,1,18", "1e13,0,1,18",
      #"lanes.csv:4:cost_per_shipment: "1e13" is too large; expected a number from 0 to 1000000000000 with at most 6 decimals"#,
      sound: "1e3,0,1,18"),
    FaultCase(
      "zones.csv", "Z2,South", "Z1,South",
      """
      lanes.csv:5:destination: unknown zone or node "Z2"
      orders.csv:5:zone_id: unknown zone "Z2"
      zones.csv:3:zone_id: "Z1" is here twice; the first is on line 2
      """, sound: "Z2,West"),
    FaultCase(
      "zones.csv", "30.0,120.0", "30.0,200",
      #"zones.csv:3:longitude: "200" is too large; expected degrees from -180 to 180"#, sound: "30.0,180"),
    FaultCase(
      "forecast.csv", "S1,,A", ",,A", "forecast.csv:2:node_id: is empty, and so is zone_id; expected one of them",
      sound: ",Z1,A"),
    FaultCase(
      "forecast.csv", "S1,,A", "S1,Z1,A", "forecast.csv:2:zone_id: is given, and so is node_id; expected one of them",
      sound: "S2,,A"),
    FaultCase(
      "supply.csv", "A,14", "A,", "supply.csv:2:lead_days: is empty; a value is required", sound: "A,0"),
    FaultCase(
      "levels.csv", "A,2,6", "A,7,6", "levels.csv:2:max: 6 is less than min 7", sound: "A,6,6"),
    FaultCase(
      "calendar.csv", "S1,2026-11-12", "DC1,2026-11-11",
      #"calendar.csv:3:date: 2026-11-11 of node "DC1" is here twice; the first is on line 2"#,
      sound: "DC1,2026-11-12"),
    FaultCase(
      "stock_history.csv", "S1,A,4\n", "S1,A,4\n2026-11-10,S1,A,4\n",
      #"stock_history.csv:3:sku_id: SKU "A" at node "S1" on 2026-11-10 is here twice; the first is on line 2"#,
      sound: "S1,A,4\n2026-11-11,S1,A,4\n"),
    FaultCase(
      "demand.csv", "S1,A,2,C1", "S1,A,-2,C1",
      #"demand.csv:2:quantity: "-2" is negative; expected a whole number from 1 to 2147483647"#, sound: "S1,A,3,C1"),
  ])
  func refuses(_ fault: FaultCase) throws { try fault.check() }

  @Test func readsEveryColumn() throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let scenario = try readScenario(at: folder.path)
    let lanes = scenario.lanes
    #expect(lanes.map(\.origin) == [2, 2, 2, 2, 0])
    #expect(lanes.map(\.destination) == [.zone(0, 0), .zone(0, 0), .zone(0, 1), .zone(1, 0), .node(1)])
    #expect(lanes.map(\.band.maxWeight?.description) == ["5", "20", nil, nil, nil])
    #expect(lanes.map(\.band.costPerShipment.description) == ["4", "9", "18", "5", "15"])
    #expect(lanes.map(\.band.costPerUnit.description) == ["0.1", "0.1", "0", "0", "0.2"])
    #expect(lanes.map(\.band.costPerKilogram.description) == ["0.5", "0.5", "1", "1", "0"])
    #expect(lanes.map(\.band.minimumCost.description) == ["4.5", "9", "18", "5", "0"])
    #expect(lanes.map(\.band.transitDays) == [2, 2, 1, 3, 1])
    // The second band of the first lane takes the capacity of the first.
    #expect(lanes.map(\.capacityUnits) == [100, 100, nil, nil, 1_000])
    #expect((0..<scenario.services.count).map { scenario.services[$0] } == ["standard", "express"])
  }
}
