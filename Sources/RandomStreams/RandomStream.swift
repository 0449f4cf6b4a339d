/// A sequence of random draws that depends on a seed, a purpose and an index, and on nothing else.
///
/// Give each table, each day, each order a stream of its own: then a new table disturbs no other one, and parts may
/// be drawn in any order or on any number of threads with the same result. Streams of different keys are
/// independent for practical purposes (their 256-bit states are unrelated; two keys share a stream with
/// probability 2^-64).
///
/// Every draw in this room uses integers and the correctly rounded operations of IEEE 754 (+ - x / and square root)
/// only, see `PortableMath`: the same key gives the same values on every machine.
package struct RandomStream: RandomNumberGenerator, Sendable {
  private var generator: Xoshiro256StarStar

  /// The stream of (`seed`, `purpose`, `index`). O(length of `purpose`).
  package init(seed: UInt64, purpose: String, index: UInt64 = 0) {
    self.init(family: RandomStreamFamily(seed: seed, purpose: purpose), index: index)
  }

  /// The stream of number `index` in `family`. O(1): cheap enough for one stream an order.
  package init(family: RandomStreamFamily, index: UInt64) {
    // The index is mixed before it meets the key, so that neighbouring indices of neighbouring keys cannot meet.
    generator = Xoshiro256StarStar(seed: SplitMix64.mix(family.key ^ SplitMix64.mix(index &+ 0x632b_e59b_d9b4_e019)))
  }

  /// The next 64 random bits. O(1).
  package mutating func next() -> UInt64 {
    generator.next()
  }
}

/// All streams of one seed and purpose: the purpose is hashed once, not once an index.
package struct RandomStreamFamily: Sendable {
  fileprivate let key: UInt64

  /// The family of (`seed`, `purpose`); `purpose` is compared by its UTF-8 bytes. O(length of `purpose`).
  package init(seed: UInt64, purpose: String) {
    // FNV-1a, 64 bits: short, fixed for ever, unlike the standard library's hash, which differs in each process.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    key = SplitMix64.mix(SplitMix64.mix(seed) ^ hash)
  }
}
