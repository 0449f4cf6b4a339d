import Foundation
import RandomStreams
import ScenarioFiles

/// A generated scenario written into a temporary folder, which goes with the object.
final class GeneratedFolder {
  let scenario: GeneratedScenario
  let path: String

  init(_ options: GeneratorOptions) throws {
    scenario = try generateScenario(options)
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try scenario.write(to: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The cells of a table, the header first; generated cells hold neither quotes nor commas.
  func rows(_ name: String) throws -> [[String]] {
    try text(name).split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A hash of all files with their names.
  func fingerprint() throws -> UInt64 {
    var hash: UInt64 = 0
    for name in try files {
      for byte in Data(name.utf8) + (try bytes(name)) { hash = SplitMix64.mix(hash ^ UInt64(byte) &+ 1) }
    }
    return hash
  }
}

extension GeneratedScenario {
  /// Units wanted of each SKU, online and over the counter.
  var demandBySku: [Int] {
    var demand = [Int](repeating: 0, count: options.skus)
    for line in orders.sku.indices { demand[Int(orders.sku[line])] += Int(orders.quantity[line]) }
    for row in walkIns.rows { demand[Int(row.sku)] += Int(row.quantity) }
    return demand
  }

  /// The share of SKUs with less stock than demand.
  var shareOfShortSkus: Double {
    var units = [Int](repeating: 0, count: options.skus)
    for row in 0..<stock.count { units[Int(stock.sku[row])] += Int(stock.onHand[row]) }
    let short = zip(units, demandBySku).count { $0 < $1 }
    return Double(short) / Double(options.skus)
  }

  /// All nodes' capacity over the number of orders.
  var capacityOverOrders: Double {
    Double(network.nodes.reduce(0) { $0 + $1.capacityOrders }) / Double(orders.count)
  }
}
