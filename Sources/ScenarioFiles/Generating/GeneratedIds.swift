/// The ids of a generated scenario: a letter and a number from 1, all of one width, so that they sort as they count.
struct GeneratedIds: Sendable {
  /// Ids of nodes as bytes: `C01`, `R003`, `S0123`; the number counts within the tier.
  let nodes: [[UInt8]]
  private let zoneWidth: Int
  private let skuWidth: Int
  private let orderWidth: Int

  /// The widths that a scenario needs, at least those of `Z0042`, `SKU00017`, `O0000001`. O(nodes).
  init(tiers: [GeneratedTier], zones: Int, skus: Int, orders: Int) {
    zoneWidth = GeneratedIds.digits(zones, atLeast: 4)
    skuWidth = GeneratedIds.digits(skus, atLeast: 5)
    orderWidth = GeneratedIds.digits(orders, atLeast: 7)
    var counts: [GeneratedTier: Int] = [:]
    for tier in tiers { counts[tier, default: 0] += 1 }
    var numbers: [GeneratedTier: Int] = [:]
    nodes = tiers.map { tier in
      let number = numbers[tier, default: 0] + 1
      numbers[tier] = number
      let (letter, least) =
        switch tier {
        case .central: ("C", 2)
        case .regional: ("R", 3)
        case .store: ("S", 4)
        }
      let width = GeneratedIds.digits(counts[tier] ?? 1, atLeast: least)
      let text = String(number)
      return Array((letter + String(repeating: "0", count: width - text.utf8.count) + text).utf8)
    }
  }

  /// Appends the id of zone `index`.
  func appendZone(_ index: Int, to file: FileSink) {
    file.write(byte: UInt8(ascii: "Z"))
    file.write(index + 1, width: zoneWidth)
  }

  /// Appends the id of SKU `index`.
  func appendSku(_ index: Int, to file: FileSink) {
    file.write("SKU")
    file.write(index + 1, width: skuWidth)
  }

  /// Appends the id of order `index`.
  func appendOrder(_ index: Int, to file: FileSink) {
    file.write(byte: UInt8(ascii: "O"))
    file.write(index + 1, width: orderWidth)
  }

  private static func digits(_ count: Int, atLeast least: Int) -> Int {
    max(String(count).utf8.count, least)
  }
}
