import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct NodeRowsTests {
  @Test(arguments: [
    FaultCase(
      "nodes.csv", "S1,store", "S1,shop",
      #"nodes.csv:3:tier: "shop" is not a tier; expected one of central, regional, store, vendor; maybe you meant "store"?"#,
      sound: "S1,regional"),
    FaultCase("nodes.csv", "S1,store", "S1,", "nodes.csv:3:tier: is empty; a value is required", sound: "S1,central"),
    FaultCase(
      "nodes.csv", "node_id,tier", "node_id,teir",
      #"nodes.csv:1:tier: the required column is missing; maybe "teir" is meant to be it?"#, sound: "node_id,tier"),
    FaultCase(
      "nodes.csv", "tier,name,", "tier,tier,", "nodes.csv:1:tier: stands 2 times in the header; expected it once",
      sound: "tier,label,"),
    FaultCase(
      "nodes.csv", "V1,vendor", "S1,store,,,,,,,,,,,,,,,,,,,,\nV1,vendor",
      #"nodes.csv:5:node_id: "S1" is here twice; the first is on line 3"#,
      sound: "s1,store,,,,,,,,,,,,,,,,,,,,\nV1,vendor"),
    FaultCase(
      "nodes.csv", "V1,vendor", "Z2,store,,,,,,,,,,,,,,,,,,,,\nV1,vendor",
      #"zones.csv:3:zone_id: "Z2" is a node as well (nodes.csv:5); expected an id of its own"#,
      sound: "Z02,store,,,,,,,,,,,,,,,,,,,,\nV1,vendor"),
    FaultCase(
      "nodes.csv", "30.3,120.2", "91,120.2",
      #"nodes.csv:3:latitude: "91" is too large; expected degrees from -90 to 90"#, sound: "-90,120.2"),
    FaultCase(
      "nodes.csv", "30.3,120.2", "30.3,-180.5",
      #"nodes.csv:3:longitude: "-180.5" is too small; expected degrees from -180 to 180"#, sound: "30.3,-180"),
    FaultCase(
      "nodes.csv", "30.3,120.2", "30.3,",
      "nodes.csv:3:longitude: is empty though latitude is given; expected both or none", sound: ","),
    FaultCase(
      "nodes.csv", "30.3,120.2", ",120.2",
      "nodes.csv:3:latitude: is empty though longitude is given; expected both or none", sound: "0,0"),
    FaultCase(
      "nodes.csv", "30.3,120.2,east,DC1", "30.3,120.2,east,DC7",
      #"nodes.csv:3:parent: unknown node "DC7"; maybe you meant "DC1"?"#, sound: "30.3,120.2,east,S2"),
    FaultCase(
      "nodes.csv", "30.3,120.2,east,DC1", "30.3,120.2,east,S1",
      #"nodes.csv:3:parent: "S1" is the node itself; expected another node"#, sound: "30.3,120.2,east,V1"),
    FaultCase(
      "nodes.csv", "east,V1", "east,S2",
      #"nodes.csv:2:parent: the parents form a circle: "DC1", then "S2", then "DC1""#, sound: "east,"),
    FaultCase(
      "nodes.csv", "DC1,1,1,1,0", "DC1,1,maybe,1,0",
      #"nodes.csv:3:pickup: "maybe" is not a yes or no; expected one of true, false, yes, no, 1, 0"#,
      sound: "DC1,1,FALSE,1,0"),
    FaultCase(
      "nodes.csv", ",10,20,5,", ",-10,20,5,",
      #"nodes.csv:3:capacity_orders: "-10" is negative; expected a whole number from 0 to 2147483647"#,
      sound: ",0,20,5,"),
    FaultCase(
      "nodes.csv", ",10,20,5,", ",10,2.5,5,",
      #"nodes.csv:3:capacity_units: "2.5" is not a whole number; expected a whole number from 0 to 2147483647"#,
      sound: ",10,2.0,5,"),
    FaultCase(
      "nodes.csv", ",1.25,", ",1.2500001,",
      #"nodes.csv:3:handling_per_unit: "1.2500001" has too many decimals; expected a number from 0 to 1000000000000 with at most 6 decimals"#,
      sound: ",1.2500000,"),
    FaultCase(
      "nodes.csv", ",0.05,", ",5,", #"nodes.csv:3:commission_rate: "5" is too large; expected a share from 0 to 1"#,
      sound: ",1,"),
    FaultCase(
      "nodes.csv", "15:30", "24:00",
      #"nodes.csv:3:cutoff: "24:00" is not a time of day; expected HH:MM from 00:00 to 23:59"#, sound: "00:00"),
    FaultCase(
      "nodes.csv", "tue;wed", "tue;wde",
      #"nodes.csv:2:open_days: "wde" is not a weekday; expected one of mon, tue, wed, thu, fri, sat, sun, separated by semicolons; maybe you meant "wed"?"#,
      sound: "tue;sun"),
  ])
  func refuses(_ fault: FaultCase) throws { try fault.check() }

  @Test func readsEveryColumn() throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let scenario = try readScenario(at: folder.path)
    let nodes = scenario.nodes
    #expect(nodes.map(\.tier) == [.central, .store, .store, .vendor])
    #expect(nodes.map(\.name) == ["Central", "Store \"West\", one", "Store two", "Vendor"])
    #expect(nodes[1].coordinates == Coordinates(latitude: 30.3, longitude: 120.2))
    #expect(nodes.map(\.parent) == [3, 0, 0, nil])
    #expect(nodes.map(\.ships) == [true, true, true, true])
    #expect(nodes.map(\.pickup) == [false, true, true, false])
    #expect(nodes.map(\.onlinePool) == [true, false, false, true])
    #expect(nodes.map(\.acceptsReturns) == [true, true, false, false])
    #expect(nodes.map(\.capacityOrders) == [100, 10, nil, nil])
    #expect(nodes.map(\.capacityUnits) == [400, 20, nil, nil])
    #expect(nodes[1].handlingPerShipment == Money(units: 5))
    #expect(nodes[1].handlingPerUnit == Money(millionths: 1_250_000))
    #expect(nodes[0].activationCost == Money(units: 50))
    #expect(nodes[1].commissionRate == Ratio(billionths: 50_000_000))
    #expect(nodes.map(\.cutoff?.minutes) == [1_080, 930, nil, nil])
    #expect(nodes[0].openDays.rawValue == 0b001_1111)
    #expect(nodes[1].openDays == .everyDay)
    #expect(nodes[1].rejectRate == Ratio(billionths: 20_000_000))
    #expect(nodes[0].storageUnits == 90_000)
    #expect(nodes[0].receivingUnits == 9_000)
  }
}
