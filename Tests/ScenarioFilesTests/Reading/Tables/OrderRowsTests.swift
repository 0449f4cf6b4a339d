import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct OrderRowsTests {
  @Test(arguments: [
    FaultCase(
      "orders.csv", ",,,,,Z2,,express", ",,,,,Z3,,express",
      #"orders.csv:5:zone_id: unknown zone "Z3""#, sound: ",,,,,Z1,,express"),
    FaultCase(
      "orders.csv", ",,,,,Z2,,express", ",,,,,,,express",
      "orders.csv:5:zone_id: is empty; an order that is shipped names its zone", sound: ",,,,,Z2,,standard"),
    FaultCase(
      "orders.csv", ",Z2,,express", ",Z2,,exprss",
      #"orders.csv:5:service: unknown service "exprss"; no tariff and no lane has it; maybe you meant "express"?"#,
      sound: ",Z2,,"),
    FaultCase(
      "orders.csv", "C2,store,,,S1", "C2,store,pickup,,",
      "orders.csv:3:pickup_node: is empty; an order for pickup names its node", sound: "C2,store,pickup,,S2"),
    FaultCase(
      "orders.csv", "C2,store,,,S1", "C2,store,,,S11",
      #"orders.csv:3:pickup_node: unknown node "S11"; maybe you meant "S1"?"#, sound: "C2,store,,Z1,S1"),
    FaultCase(
      "orders.csv", "O3,A,2", "O3,A,0",
      #"orders.csv:5:quantity: "0" is too small; expected a whole number from 1 to 2147483647"#, sound: "O3,A,1"),
    FaultCase(
      "orders.csv", "O3,A,2", "O3,A,1.5",
      #"orders.csv:5:quantity: "1.5" is not a whole number; expected a whole number from 1 to 2147483647"#,
      sound: "O3,A,1.0"),
    FaultCase(
      "orders.csv", "O3,A,2", "O3,A,two",
      #"orders.csv:5:quantity: "two" is not a number; expected a whole number from 1 to 2147483647"#,
      sound: "O3,B,2"),
    FaultCase("orders.csv", "O3,A,2", "O3,A,", "orders.csv:5:quantity: is empty; a value is required", sound: "O3,C,2"),
    FaultCase("orders.csv", "O3,A,2", ",A,2", "orders.csv:5:order_id: is empty; a value is required", sound: "3,A,2"),
    FaultCase(
      "orders.csv", "C1,online,ship,Z1,,standard,2026-11-14,lines,2,1\nO3",
      "C1,online,ship,Z2,,standard,2026-11-14,lines,2,1\nO3",
      #"orders.csv:4:zone_id: "Z2" differs from "Z1" on line 2; all rows of order "O1" must agree"#,
      sound: "C1,online,,Z1,,,2026-11-14T23:59,,2,1.0\nO3"),
    FaultCase(
      "orders.csv", "C1,online,ship,Z1,,standard,2026-11-14,lines,2,1\nO3",
      "C1,online,ship,Z1,,standard,,lines,2,1\nO3",
      #"orders.csv:4:promise_by: "" differs from "2026-11-14" on line 2; all rows of order "O1" must agree"#,
      sound: "C1,online,ship,Z1,,standard,2026-11-14,lines,2,1\nO3"),
    FaultCase(
      "orders.csv", "O1,B,2,2", "O1,B,2,1",
      #"orders.csv:4:line_id: line "1" of order "O1" is here twice; the first is on line 2"#, sound: "O1,B,2,x"),
    FaultCase(
      "orders.csv", "99.5,open,", "99.5,open,DC1",
      #"orders.csv:2:node_id: "DC1" is given for an open line; expected none, or status locked"#,
      sound: "99.5,locked,DC1"),
    FaultCase(
      "orders.csv", ",locked,DC1", ",locked,",
      "orders.csv:4:node_id: is empty; a locked line names the node where it is being picked", sound: ",open,"),
    FaultCase(
      "orders.csv", ",locked,DC1", ",lock,DC1",
      #"orders.csv:4:status: "lock" is not a status; expected one of open, locked; maybe you meant "locked"?"#,
      sound: ",locked,S1"),
    FaultCase(
      "orders.csv", "99.5,open", "-1,open",
      #"orders.csv:2:unit_price: "-1" is negative; expected a number from 0 to 1000000000000 with at most 6 decimals"#,
      sound: "0,open"),
    FaultCase(
      "orders.csv", "never,,", "never,,0",
      #"orders.csv:5:priority: "0" is too small; expected a number above 0, up to 1000000"#, sound: "never,,0.5"),
    FaultCase(
      "orders.csv", "never,,", "never,0,",
      #"orders.csv:5:max_shipments: "0" is too small; expected a whole number from 1 to 2147483647"#,
      sound: "never,1,"),
    FaultCase(
      "orders.csv", "never,,", "always,,",
      #"orders.csv:5:split: "always" is not a split rule; expected one of lines, units, never"#, sound: "units,,"),
    FaultCase(
      "orders.csv", "C2,store,", "C2,shop,",
      #"orders.csv:3:channel: "shop" is not a channel; expected one of online, store; maybe you meant "store"?"#,
      sound: "C2,online,"),
    FaultCase(
      "orders.csv", "2026-11-10T22:00:00", "2026-11-10T25:00:00",
      #"orders.csv:3:placed_at: "2026-11-10T25:00:00" is not a time; expected one such as 2026-11-11T09:30:00Z or 2026-11-11T17:30:00"#,
      sound: "2026-11-10 22:00"),
    FaultCase(
      "orders.csv", "O2,C,1", "O2,C,2000000000,,,,,2026-11-10T22:00:00,C2,store,,,S1,,,,,2.5\nO2,C,2000000000",
      #"orders.csv:3:quantity: order "O2" has 4000000000 units; expected at most 2147483647"#, sound: "O2,C,2000000"),
    FaultCase(
      "orders.csv", "\nO2,C,1", "\nO2,C,1,\"\n",
      "orders.csv:3:line_id: opens a quote that is never closed", sound: "\nO2,C,1"),
    FaultCase(
      "returns.csv", "O1,", "O9,", #"returns.csv:2:order_id: unknown order "O9""#, sound: ","),
  ])
  func refuses(_ fault: FaultCase) throws { try fault.check() }

  @Test func groupsRowsThatAreApart() throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let scenario = try readScenario(at: folder.path)
    #expect((0..<3).map { scenario.orderIDs[$0] } == ["O1", "O2", "O3"])
    #expect(scenario.orders.map(\.lines) == [0..<2, 2..<3, 3..<4])
    #expect(scenario.lines.map(\.sku) == [0, 1, 2, 0])
    #expect(scenario.lines.map(\.lockedNode) == [nil, 0, nil, nil])
    #expect(scenario.lines.map(\.unitPrice.description) == ["99.5", "40", "19.9", "100"])
    #expect(scenario.lines.map { scenario.lineIDs[$0.lineID] } == ["1", "2", "1", "1"])
    #expect(scenario.orders.map(\.service) == [0, 0, 1])
    #expect(scenario.orders.map(\.promiseBy?.description) == ["2026-11-14", nil, "2026-11-13"])
    #expect(scenario.orders.map { $0.customer.map { scenario.customers[$0] } } == ["C1", "C2", nil])
    #expect(scenario.orders.map(\.channel) == [.online, .store, .online])
    #expect(scenario.orders.map(\.split) == [.lines, .lines, .never])
    #expect(scenario.orders.map(\.maxShipments) == [2, nil, nil])
    #expect(scenario.orders.map(\.priority.description) == ["1", "2.5", "1"])
    #expect(scenario.demand.map { $0.customer.map { scenario.customers[$0] } } == ["C1", nil])
    #expect(scenario.returns.map(\.order) == [0])
  }

  @Test func namesOneMissingZoneTableOnce() throws {
    let folder = try TemporaryScenario(["zones.csv": nil])
    let errors = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: folder.path) }
    #expect(
      errors?.listed.map(\.description) == [
        "zones.csv: no such file; the order on line 2 of orders.csv is shipped to a zone"
      ])
  }
}
