import SupplyModel

/// A generated retail network: what is drawn once; everything that goes by SKU is drawn as it is written.
package struct RetailScenario: Sendable {
  package let spec: RetailSpec
  package let network: RetailNetwork
  package let assortment: RetailAssortment
  package let demand: RetailDemand
  package let stock: RetailStock

  /// Draws the places and the goods. O(nodes x warehouses + zones + SKUs).
  package init(_ spec: RetailSpec) {
    self.spec = spec
    network = RetailNetwork(spec)
    assortment = RetailAssortment(spec)
    demand = RetailDemand(spec, network, assortment)
    stock = RetailStock(spec, network, assortment)
  }

  /// The files that `write` makes; scenario.yaml comes last, since a folder without it is not taken for a scenario.
  package var fileNames: [String] {
    var names = ["nodes.csv", "zones.csv", "skus.csv", "stock.csv", "forecast.csv"]
    if spec.categories.contains(where: { $0.arrival != nil }) { names.append("receipts.csv") }
    if spec.supply.tier != nil { names.append("supply.csv") }
    if !spec.levels.isEmpty { names.append("levels.csv") }
    if spec.network.writesLanes { names.append("lanes.csv") }
    if spec.writesDemand { names += ["demand.csv", "orders.csv"] }
    return names + ["scenario.yaml"]
  }

  /// Writes the scenario's files into `directory`, which must exist; files of the same names are replaced.
  ///
  /// Throws `GeneratedFileError`, and then leaves what it had written: give it a temporary folder, and swap that in
  /// when the call returns. The same bytes for any number of threads. O((nodes + zones) x SKUs + units of demand);
  /// memory for some megabytes and, with `write_demand`, 32 bytes a row of demand.csv.
  package func write(to directory: String, threads: Int) throws(GeneratedFileError) {
    do {
      try writeFiles(to: directory, threads: threads)
    } catch {
      throw GeneratedFileError(path: error.path, reason: error.reason)
    }
  }

  private func writeFiles(to directory: String, threads: Int) throws(OutputError) {
    let orders = spec.writesDemand ? RetailOrders(self, threads: threads) : nil
    let ids = GeneratedIds(
      tiers: network.nodes.map(\.tier), zones: network.zones.count, skus: assortment.count,
      orders: orders?.count ?? 0)
    for name in fileNames {
      let file = try FileSink(path: directory + "/" + name)
      switch name {
      case "nodes.csv": writeNodes(to: file, ids)
      case "zones.csv": writeZones(to: file, ids)
      case "skus.csv": writeSkus(to: file, ids)
      case "stock.csv": writeStock(to: file, ids, threads)
      case "receipts.csv": writeReceipts(to: file, ids, threads)
      case "forecast.csv": writeForecast(to: file, ids, threads)
      case "supply.csv": writeSupply(to: file, ids, threads)
      case "levels.csv": writeLevels(to: file, ids, threads)
      case "lanes.csv":
        GeneratedLanes.write(network.nodes.map(\.place), network.zones.map(\.place), to: file, ids)
      case "demand.csv": writeWalkIns(RetailWalkIns(self, threads: threads), to: file, ids, threads)
      case "orders.csv": if let orders { writeOrders(orders, to: file, ids) }
      default: file.write(RetailSettings(spec).text(spec))
      }
      try file.close()
    }
  }
}
