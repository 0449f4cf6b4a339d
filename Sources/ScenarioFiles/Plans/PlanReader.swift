import SupplyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder that holds no plan; the command line maps it to exit 66.
package struct PlanMissing: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder asked for.
  package var path: String
  /// The first file that is not there; nil where the folder itself is missing.
  package var file: PlanFile?

  package init(path: String, file: PlanFile? = nil) {
    self.path = path
    self.file = file
  }

  package var description: String {
    file.map { "\(path) holds no plan of assign: it has no \($0.rawValue)" } ?? "no such folder: \(path)"
  }
}

/// Reads a plan back from its files.
///
/// What cannot be read, in cells, rows or whole tables, becomes a fault of the result and never stops the reading: the
/// audit has to name every breach it can.
package struct PlanReader: ~Copyable {
  let scenario: Scenario
  let directory: String
  var plan = PlanFiles()

  /// Reads all files of a plan. O(bytes).
  /// - Throws: where the folder or one of its files is missing.
  package static func read(from directory: String, scenario: Scenario) throws(PlanMissing) -> PlanFiles {
    guard access(directory, F_OK) == 0 else { throw PlanMissing(path: directory) }
    for file in PlanFile.allCases where file.isRequired && access(directory + "/" + file.rawValue, F_OK) != 0 {
      throw PlanMissing(path: directory, file: file)
    }
    var reader = PlanReader(scenario: scenario, directory: directory)
    reader.readSummary()
    reader.read(.shipments) { reader, table throws(PlanFileFault) in try reader.readShipment(&table) }
    reader.read(.assignments) { reader, table throws(PlanFileFault) in try reader.readAssignment(&table) }
    reader.read(.transfers) { reader, table throws(PlanFileFault) in try reader.readTransfer(&table) }
    reader.read(.unfilled) { reader, table throws(PlanFileFault) in try reader.readUnfilled(&table) }
    reader.read(.nodeCosts) { reader, table throws(PlanFileFault) in try reader.readNodeCost(&table) }
    reader.read(.prices) { reader, table throws(PlanFileFault) in reader.plan.prices.append(try reader.price(table)) }
    guard access(directory + "/" + PlanFile.covers.rawValue, F_OK) == 0 else { return reader.plan }
    reader.read(.coverPrices) { reader, table throws(PlanFileFault) in
      reader.plan.coverProof.prices.append(try reader.price(table))
    }
    reader.read(.covers) { reader, table throws(PlanFileFault) in try reader.readCover(table) }
    return reader.plan
  }

  private init(scenario: Scenario, directory: String) {
    self.scenario = scenario
    self.directory = directory
  }

  func path(_ file: PlanFile) -> String { directory + "/" + file.rawValue }

  mutating func note(_ fault: PlanFileFault) {
    plan.faultCount += 1
    if plan.faults.count < PlanFiles.faultsListed { plan.faults.append(fault) }
  }

  /// Reads one table; `row` gives the fault of a row that is left out.
  private mutating func read(
    _ file: PlanFile, _ row: (inout PlanReader, inout PlanTable) throws(PlanFileFault) -> Void
  ) {
    do {
      var table = try PlanTable(file, path: path(file))
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
}
