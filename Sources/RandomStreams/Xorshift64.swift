/// The xorshift generator of 64 bits of state with the shifts 13, 7, 17: period 2^64 - 1, three shifts a draw.
///
/// For the inner loops of searches, which only need draws to be scattered and cheap; whatever a user sees as random comes
/// from `RandomStream`. Source: Marsaglia, "Xorshift RNGs", 2003.
@usableFromInline
package struct Xorshift64: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// Starts at an explicit state, not 0: for the published reference vector.
  package init(state: UInt64) {
    precondition(state != 0, "the state 0 repeats 0 for ever")
    self.state = state
  }

  /// The generator of a seed; small seeds give states far apart.
  /// - Parameter seed: not the greatest of all, which would give the state 0.
  package init(seed: UInt64) {
    self.init(state: (seed &+ 1) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// The next of 2^64 - 1 values; each occurs once in a period, 0 never. O(1).
  @inlinable package mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
