import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct StockRowsTests {
  @Test(arguments: [
    FaultCase(
      "stock.csv", "DC1,A,10", "DC2,A,10", #"stock.csv:2:node_id: unknown node "DC2"; maybe you meant "DC1"?"#,
      sound: "S2,A,10"),
    FaultCase(
      "stock.csv", "DC1,A,10", "DC1,X,10", #"stock.csv:2:sku_id: unknown SKU "X""#, sound: "DC1,K,10"),
    FaultCase(
      "stock.csv", "DC1,A,10", "DC1,a,10", #"stock.csv:2:sku_id: unknown SKU "a"; maybe you meant "A"?"#,
      sound: "DC1,A,1"),
    FaultCase(
      "stock.csv", "S1,C,4", "S1,C,", "stock.csv:5:on_hand: is empty; only a vendor's may be (unlimited stock)",
      sound: "V1,A,"),
    FaultCase(
      "stock.csv", "DC1,A,10,1", "DC1,A,10,11", "stock.csv:2:reserved: 11 reserved is more than 10 on hand",
      sound: "DC1,A,10,10"),
    FaultCase(
      "stock.csv", "DC1,A,10", "DC1,A,2147483648",
      #"stock.csv:2:on_hand: "2147483648" is too large; expected a whole number from 0 to 2147483647"#,
      sound: "DC1,A,2147483647"),
    FaultCase(
      "stock.csv", "DC1,A,10", "DC1,A,99999999999999999999",
      #"stock.csv:2:on_hand: "99999999999999999999" is too large; expected a whole number from 0 to 2147483647"#,
      sound: "DC1,A,1e1"),
    FaultCase(
      "stock.csv", "DC1,A,10", "DC1,A,NaN",
      #"stock.csv:2:on_hand: "NaN" is not a number; expected a whole number from 0 to 2147483647"#,
      sound: "DC1,A,+10"),
    FaultCase(
      "stock.csv", "S1,C,4,0,0,-1", "S1,C,4,0,-2,-1",
      #"stock.csv:5:protected: "-2" is negative; expected a whole number from 0 to 2147483647"#,
      sound: "S1,C,4,0,5,-0.000001"),
    FaultCase(
      "stock.csv", "S1,C,4,0,0,-1", "S1,C,4,0,0,-1000000000001",
      #"stock.csv:5:use_cost: "-1000000000001" is too small; expected a number from -1000000000000 to 1000000000000 with at most 6 decimals"#,
      sound: "S1,C,4,0,0,-3.5"),
    FaultCase(
      "stock.csv", "DC1,B,5", "DC1,A,5",
      #"stock.csv:3:sku_id: SKU "A" at node "DC1" is here twice; the first is on line 2"#, sound: "DC1,C,5"),
    FaultCase("stock.csv", "", "", "stock.csv: is empty", sound: "node_id,sku_id,on_hand\n"),
    FaultCase(
      "stock.csv", "DC1,B,5,1,0,\n", "DC1,B,5,1,0\n",
      "stock.csv:3: the row has 5 cells; expected 6, as in the header", sound: "DC1,B,5,1,,\n"),
    FaultCase(
      "stock.csv", "DC1,B,5,1,0,\n", "DC1,B,5,1,0,,\n",
      "stock.csv:3: the row has 7 cells; expected 6, as in the header", sound: "\r\nDC1,B,5,1,0,\r\n"),
    FaultCase(
      "stock.csv", "DC1,B,5", "DC1,\"B,5", "stock.csv:3:sku_id: opens a quote that is never closed",
      sound: "\"DC1\",\"B\",\"5\""),
    FaultCase(
      "stock.csv", "DC1,B,5", "DC1,\"B\"x,5",
      "stock.csv:3:sku_id: closes its quote before the end of the cell; double a quote that belongs to the text",
      sound: "DC1,\"B\",5"),
    FaultCase(
      "stock.csv", "sku_id", "sku",
      "stock.csv:1:sku_id: the required column is missing; maybe \"sku\" is meant to be it?",
      sound: "sku_id"),
    FaultCase(
      "receipts.csv", "60", "0",
      #"receipts.csv:2:quantity: "0" is too small; expected a whole number from 1 to 2147483647"#, sound: "1"),
    FaultCase(
      "receipts.csv", "2026-11-20", "", "receipts.csv:2:due: is empty; a value is required", sound: "2028-02-29"),
    FaultCase(
      "receipts.csv", "2026-11-20", "2026-02-29",
      #"receipts.csv:2:due: "2026-02-29" is not a date; expected one such as 2026-11-11"#, sound: "2026-02-28"),
    FaultCase(
      "receipts.csv", "2026-11-20", "20.11.2026",
      #"receipts.csv:2:due: "20.11.2026" is not a date; expected one such as 2026-11-11"#, sound: "0001-01-01"),
  ])
  func refuses(_ fault: FaultCase) throws { try fault.check() }

  @Test func readsEveryColumn() throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let scenario = try readScenario(at: folder.path)
    #expect(scenario.stock.map(\.node) == [0, 0, 1, 1, 3, 3])
    #expect(scenario.stock.map(\.sku) == [0, 1, 0, 2, 1, 2])
    #expect(scenario.stock.map(\.onHand) == [10, 5, 3, 4, nil, 500])
    #expect(scenario.stock.map(\.reserved) == [1, 1, 0, 0, 0, 0])
    #expect(scenario.stock.map(\.protected) == [0, 0, 1, 0, 0, 0])
    #expect(scenario.stock.map(\.useCost.millionths) == [0, 0, 2_500_000, -1_000_000, 0, 100_000])
    #expect(scenario.receipts.map(\.quantity) == [60])
    #expect(scenario.receipts.map(\.due.description) == ["2026-11-20"])
  }
}
