/// Slopes of a piecewise linear function: each holds for a width, the last for ever.
struct ConvexSlopes {
  struct Piece: Hashable {
    var width: Int32
    var slope: Double
  }

  private(set) var pieces: [Piece] = []

  /// Adds a piece at the end. The function stays convex: where slopes would fall, those before are evened out, which
  /// gives the greatest convex function below (the pool-adjacent-violators algorithm, Ayer et al. 1955).
  /// - Complexity: O(1) amortised.
  mutating func append(width: Int32, slope: Double) {
    guard width > 0 else { return }
    pieces.append(Piece(width: width, slope: slope))
    while pieces.count > 1, pieces[pieces.count - 1].slope <= pieces[pieces.count - 2].slope + 1e-9 {
      let last = pieces.removeLast()
      let before = pieces[pieces.count - 1]
      let total = Double(before.width) + Double(last.width)
      pieces[pieces.count - 1] = Piece(
        width: before.width + last.width,
        slope: (before.slope * Double(before.width) + last.slope * Double(last.width)) / total)
    }
  }

  mutating func removeAll() { pieces.removeAll(keepingCapacity: true) }
}
