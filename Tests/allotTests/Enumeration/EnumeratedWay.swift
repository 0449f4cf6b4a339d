import SupplyModel

/// One way to serve one order: units of its lines by node.
struct EnumeratedWay {
  struct Part: Hashable {
    var line: Int
    var node: Int
    var units: Int64
  }

  var parts: [Part]
  /// All that the way costs by itself, the penalty for what it leaves out included, activation apart. Millionths.
  var cost: Int64
  /// Units of each limited thing that it takes.
  var takes: [EnumeratedLimit: Int64]

  /// The nodes that serve the order.
  var nodes: Set<Int> { Set(parts.map(\.node)) }
}

/// Something that orders share and that runs out.
enum EnumeratedLimit: Hashable {
  /// All that leaves a (node, SKU).
  case stock(Int, Int)
  /// What is shipped from a (node, SKU), protected stock left alone.
  case unprotected(Int, Int)
  case orders(Int)
  case units(Int)
  case lane(Int, zone: Int, service: Int)
}
