extension GeneratedScenario {
  /// The files that `write(to:)` makes, in the order of their writing; scenario.yaml comes last, since a folder
  /// without it is not taken for a scenario.
  package var fileNames: [String] {
    let tables = ["nodes.csv", "zones.csv", "skus.csv", "stock.csv", "lanes.csv", "orders.csv"]
    if options.days == 1 { return tables + ["scenario.yaml"] }
    let walkIns = walkIns.rows.isEmpty ? [] : ["demand.csv"]
    return tables + walkIns + ["forecast.csv", "supply.csv", "scenario.yaml"]
  }

  /// Writes the scenario's files into `directory`, which must exist; files of the same names are replaced.
  ///
  /// Throws `GeneratedFileError`, and then leaves what it had written: give it a temporary folder, and swap that in
  /// when the call returns. O(bytes written), about 125 MB for a million orders; memory for one megabyte.
  package func write(to directory: String) throws(GeneratedFileError) {
    do {
      try writeFiles(to: directory)
    } catch {
      throw GeneratedFileError(path: error.path, reason: error.reason)
    }
  }

  private func writeFiles(to directory: String) throws(OutputError) {
    let ids = GeneratedIds(
      tiers: network.nodes.map(\.tier), zones: network.zones.count, skus: assortment.count, orders: orders.count)
    for name in fileNames {
      let file = try FileSink(path: directory + "/" + name)
      switch name {
      case "nodes.csv": writeNodes(to: file, ids)
      case "zones.csv": writeZones(to: file, ids)
      case "skus.csv": writeSkus(to: file, ids)
      case "stock.csv": writeStock(to: file, ids)
      case "lanes.csv":
        GeneratedLanes.write(network.nodes.map(\.place), network.zones.map(\.place), to: file, ids)
      case "orders.csv": writeOrders(to: file, ids)
      case "demand.csv": writeWalkIns(to: file, ids)
      case "forecast.csv": GeneratedForecast(self).write(to: file, ids)
      case "supply.csv": writeSupply(to: file, ids)
      default: file.write(settings)
      }
      try file.close()
    }
  }
}
