import SupplyModel

/// Units of one line that one source serves, by local index within an `OrderProblem`.
struct Piece: Hashable, Sendable {
  var source: Int32
  var line: Int32
  var quantity: Int32
}

/// Units of one line that one node serves, by scenario index: how plans under construction are kept.
struct NodePiece: Hashable, Sendable {
  /// Index into `Scenario.lines`.
  var line: LineIndex
  var node: NodeIndex
  var quantity: Int32
}
