/// Popularity that falls with a power of the rank: weight 1 / (rank + offset)^exponent for ranks 1, 2, ...
///
/// Sales by article follow such a curve (Zipf 1949, Mandelbrot's offset); the defaults are those of the published
/// order-assignment instances this project measures itself on.
package struct PowerLaw: Sendable, Hashable {
  /// Added to the rank: flattens the head.
  package var offset: Double
  /// The steepness of the tail.
  package var exponent: Double

  /// `offset` > -1, so that the first rank has a finite weight.
  package init(offset: Double = 5, exponent: Double = 0.95) {
    precondition(offset > -1, "the first rank needs a positive base")
    self.offset = offset
    self.exponent = exponent
  }

  /// The weights of ranks 1 ... `count`, in that order, not normalised. O(count).
  package func weights(count: Int) -> [Double] {
    (0..<count).map { PortableMath.exp(-exponent * PortableMath.log(Double($0 + 1) + offset)) }
  }
}
