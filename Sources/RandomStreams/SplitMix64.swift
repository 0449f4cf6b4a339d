/// The SplitMix64 generator: one 64-bit counter and a bijective finalizer.
///
/// Used to expand a seed into larger states, to mix keys, and for the few draws of a search that starts anew for each
/// order; not for drawing in bulk.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
@usableFromInline
package struct SplitMix64: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// Starts at `seed`; every value is a good seed, 0 too.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next of 2^64 values; each occurs once in a period. O(1).
  @inlinable package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return SplitMix64.mix(state)
  }

  /// The finalizer alone: a bijection on 64-bit words in which every input bit moves every output bit. O(1).
  @inlinable package static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
