/// The xoshiro256** generator: 256 bits of state, period 2^256 - 1, all 64 output bits usable.
///
/// The standard library's `SystemRandomNumberGenerator` cannot be seeded and its distributions promise no stable
/// sequences between releases; this one is fixed for ever. Source: Blackman and Vigna, "Scrambled linear
/// pseudorandom number generators", 2021.
package struct Xoshiro256StarStar: RandomNumberGenerator, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Expands `seed` with `SplitMix64`, as the authors advise; never yields the forbidden all-zero state, since
  /// four consecutive outputs of a bijective counter differ.
  package init(seed: UInt64) {
    var expansion = SplitMix64(seed: seed)
    s0 = expansion.next()
    s1 = expansion.next()
    s2 = expansion.next()
    s3 = expansion.next()
  }

  /// Starts at an explicit state, not all zero: for the published reference vectors.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    precondition(state.0 | state.1 | state.2 | state.3 != 0, "the all-zero state repeats 0 for ever")
    (s0, s1, s2, s3) = state
  }

  /// The next 64 random bits. O(1).
  package mutating func next() -> UInt64 {
    let scrambled = Xoshiro256StarStar.rotate(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = Xoshiro256StarStar.rotate(s3, by: 45)
    return scrambled
  }

  private static func rotate(_ word: UInt64, by bits: UInt64) -> UInt64 {
    (word &<< bits) | (word &>> (64 - bits))
  }
}
