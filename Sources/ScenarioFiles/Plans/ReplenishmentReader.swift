import FoundationEssentials
import SupplyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads a plan of `replenish` back from its files; what cannot be read becomes a fault of the result.
package struct ReplenishmentReader {
  private let scenario: Scenario
  private let directory: String
  private var plan = ReplenishmentFiles()

  /// Whether a folder holds a plan of `replenish`.
  package static func holdsPlan(_ directory: String) -> Bool {
    access(directory + "/" + PlanFile.projection.rawValue, F_OK) == 0
  }

  /// Reads all files of a plan. O(bytes).
  /// - Throws: where the folder or one of its files is missing.
  package static func read(from directory: String, scenario: Scenario) throws(PlanMissing) -> ReplenishmentFiles {
    guard access(directory, F_OK) == 0 else { throw PlanMissing(path: directory) }
    for file in PlanFile.replenishment where access(directory + "/" + file.rawValue, F_OK) != 0 {
      throw PlanMissing(path: directory, file: file)
    }
    var reader = ReplenishmentReader(scenario: scenario, directory: directory)
    reader.readSummary()
    reader.read(.transfers) { reader, table throws(PlanFileFault) in
      reader.plan.transfers.append(try table.transfer(reader.scenario))
    }
    reader.read(.purchases) { reader, table throws(PlanFileFault) in try reader.readPurchase(table) }
    let periods = PlanningPeriods(scenario.settings)
    reader.read(.projection) { reader, table throws(PlanFileFault) in try reader.readProjection(table, periods) }
    return reader.plan
  }

  private mutating func note(_ fault: PlanFileFault) {
    plan.faultCount += 1
    if plan.faults.count < PlanFiles.faultsListed { plan.faults.append(fault) }
  }

  private mutating func read(
    _ file: PlanFile, _ row: (inout ReplenishmentReader, inout PlanTable) throws(PlanFileFault) -> Void
  ) {
    do {
      var table = try PlanTable(file, path: directory + "/" + file.rawValue)
      var isReading = true
      while isReading {
        do {
          isReading = try table.next()
          if isReading { try row(&self, &table) }
        } catch {
          note(error)
        }
      }
    } catch {
      note(error)
    }
  }

  private mutating func readPurchase(_ table: borrowing PlanTable) throws(PlanFileFault) {
    let row = Purchase(
      node: try table.id(1, in: scenario.nodeIDs, "node"), sku: try table.id(2, in: scenario.skuIDs, "SKU"),
      quantity: try table.quantity(3), orderedOn: try table.day(4), arrivesOn: try table.day(5),
      unitCost: try table.money(6), orderCost: try table.money(7))
    plan.purchaseCosts.append(try table.money(8))
    plan.purchases.append(row)
  }

  private mutating func readProjection(
    _ table: borrowing PlanTable, _ periods: PlanningPeriods
  ) throws(PlanFileFault) {
    let last = plan.projection.last
    let day = try table.day(2)
    guard let period = periods.period(of: day), periods.start(period) == day else {
      throw table.fault(2, "is no first day of a period")
    }
    var row = ProjectionRow(
      node: try table.id(0, in: scenario.nodeIDs, "node", near: last?.node),
      sku: try table.id(1, in: scenario.skuIDs, "SKU", near: last?.sku), period: Int16(period))
    (row.received, row.sent) = (try table.integer(3), try table.integer(4))
    row.demand = ExpectedUnits(millionths: try table.money(5).millionths)
    row.sold = ExpectedUnits(millionths: try table.money(6).millionths)
    row.short = ExpectedUnits(millionths: try table.money(7).millionths)
    row.spoiled = ExpectedUnits(millionths: try table.money(8).millionths)
    row.unsent = ExpectedUnits(millionths: try table.money(9).millionths)
    row.mean = ExpectedUnits(millionths: try table.money(10).millionths)
    (row.low, row.median, row.high) = (try table.integer(11), try table.integer(12), try table.integer(13))
    plan.projection.append(row)
  }

  private mutating func readSummary() {
    let path = directory + "/" + PlanFile.summary.rawValue
    do {
      let json = try JSONParser.parse([UInt8](Data(contentsOf: URL(filePath: path))))
      guard case .object = json else {
        return note(PlanFileFault(file: .summary, line: 1, message: "expected an object"))
      }
      collect(json, "")
    } catch let error as JSONError {
      note(PlanFileFault(file: .summary, line: error.line, message: error.message))
    } catch {
      note(PlanFileFault(file: .summary, message: "it cannot be read"))
    }
  }

  private mutating func collect(_ json: JSONValue, _ prefix: String) {
    guard case .object(let members) = json else { return }
    for member in members {
      let key = prefix + member.key
      switch member.value {
      case .number(let text):
        let exact = exactDecimal(text, scale: 6)
        plan.figures[key] = ReplenishmentFiles.Decimal6(millionths: exact, double: Double(text) ?? .nan)
      case .object: collect(member.value, key + ".")
      case .string(let text) where key == "policy": plan.policy = text
      default: break
      }
    }
  }
}

extension PlanTable {
  /// A row of transfers.csv.
  func transfer(_ scenario: Scenario) throws(PlanFileFault) -> Transfer {
    Transfer(
      from: try id(1, in: scenario.nodeIDs, "node"), to: try id(2, in: scenario.nodeIDs, "node"),
      sku: try id(3, in: scenario.skuIDs, "SKU"), quantity: try quantity(4), departsOn: try day(5),
      arrivesOn: try day(6), cost: try money(7), reason: text(8))
  }
}
