import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// However a file is divided and on however many threads it is read, the scenario is the same.
@Suite struct DividedReadingTests {
  private static let stretches = [1, 37, 200, 3_000, .max]

  @Test(arguments: stretches, [1, 2, 5])
  func readsTheSame(_ stretch: Int, _ threads: Int) throws {
    let folder = try TemporaryScenario(DividedReadingTests.manyRows(), base: TemporaryScenario.full)
    let whole = try readScenario(at: folder.path)
    var options = ReadingOptions(threads: threads)
    options.stretchBytes = stretch
    let divided = try readScenario(at: folder.path, options: options)
    #expect(whole.orders.count == 60)
    #expect(text(divided) == text(whole))
  }

  @Test(arguments: stretches)
  func countsLinesTheSame(_ stretch: Int) throws {
    var files = DividedReadingTests.manyRows()
    files["orders.csv"] = files["orders.csv"].map {
      $0 + "O1,A,x,,Z1,\nO2,B,1,,Z9,\nO3,A,1,,Z2,\nO3,A,1,,Z2,\nO3,A,1,,Z1,C3\n"
    }
    let folder = try TemporaryScenario(files, base: TemporaryScenario.full)
    var options = ReadingOptions(threads: 2)
    options.stretchBytes = stretch
    let errors = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: folder.path, options: options) }
    #expect(
      errors?.listed.map(\.description) == [
        #"orders.csv:302:quantity: "x" is not a number; expected a whole number from 1 to 2147483647"#,
        #"orders.csv:303:zone_id: unknown zone "Z9""#,
        #"orders.csv:304:zone_id: "Z2" differs from "Z1" on line 11; all rows of order "O3" must agree"#,
        #"orders.csv:305:zone_id: "Z2" differs from "Z1" on line 11; all rows of order "O3" must agree"#,
      ])
  }

  /// Rows of one order far apart, customers and line ids in many stretches.
  private static func manyRows() -> [String: String] {
    var orders = "order_id,sku_id,quantity,line_id,zone_id,customer_id\n"
    for row in 0..<300 {
      let order = row * 7 % 60
      orders += "O\(order),\(["A", "B", "C"][row % 3]),\(row % 5 + 1),\(row % 2 == 0 ? "" : "L\(row)"),"
      orders += "Z1,\(order % 4 == 0 ? "" : "C\(order % 17)")\n"
    }
    var demand = "date,node_id,sku_id,quantity,customer_id\n"
    for row in 0..<200 { demand += "2026-11-01,S1,A,\(row + 1),C\(row % 23)\n" }
    return ["orders.csv": orders, "demand.csv": demand, "returns.csv": "order_id\nO5\n"]
  }

  private func text(_ scenario: Scenario) -> String {
    var all = "\(scenario.orders)\n\(scenario.lines)\n\(scenario.stock)\n\(scenario.lanes)\n\(scenario.demand)"
    for table in [scenario.orderIDs, scenario.lineIDs, scenario.customers, scenario.services] {
      all += "\n" + (0..<table.count).map { table[$0] }.joined(separator: ",")
    }
    return all
  }
}
