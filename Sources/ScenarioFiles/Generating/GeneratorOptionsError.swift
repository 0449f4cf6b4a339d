/// The options of a generated scenario that make no sense, all of them at once.
package struct GeneratorOptionsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence an option: its name, the value, what was expected.
  package let faults: [String]

  /// The faults, one a line.
  package var description: String { faults.joined(separator: "\n") }
}

extension GeneratorOptions {
  /// Node and zone pairs above which lanes.csv would be larger than a disk should be asked for unawares (about
  /// 2 GB), and which the limits of nodes and zones alone would permit.
  package static let mostLanes = 50_000_000

  /// Checks every option against its bounds. Throws all faults together. O(1).
  package func validate() throws(GeneratorOptionsError) {
    var faults: [String] = []
    func check(_ option: String, _ value: Int, _ range: ClosedRange<Int>) {
      if !range.contains(value) {
        faults.append("\(option): \(value) is not within \(range.lowerBound) to \(range.upperBound)")
      }
    }
    func check(_ option: String, _ value: Double, _ range: ClosedRange<Double>) {
      if !range.contains(value) {
        faults.append("\(option): \(value) is not within \(range.lowerBound) to \(range.upperBound)")
      }
    }
    check("nodes", nodes, 1...20_000)
    check("zones", zones, 1...100_000)
    check("skus", skus, 1...5_000_000)
    check("orders", orders, 1...50_000_000)
    check("days", days, 1...3660)
    check("short SKU share", shortSkuShare, 0...1)
    check("capacity ratio", capacityRatio, 0.01...1000)
    check("rural share", ruralShare, 0...1)
    check("walk-in ratio", walkInRatio, 0...1000)
    check("warehouse activation", warehouseActivation, 0...1_000_000)
    check("store activation", storeActivation, 0...1_000_000)
    if faults.isEmpty {
      check("nodes x zones (each pair is a row of lanes.csv)", nodes * zones, 1...GeneratorOptions.mostLanes)
      if days > 1 {
        check("walk-in purchases", walkInRatio * Double(orders), 0...50_000_000)
      }
    }
    if name.isEmpty || !name.utf8.allSatisfy(isPlain) {
      faults.append("name: \"\(name)\" is not made of letters, digits, \"-\", \"_\" and \".\"")
    }
    if !faults.isEmpty { throw GeneratorOptionsError(faults: faults) }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }
}
