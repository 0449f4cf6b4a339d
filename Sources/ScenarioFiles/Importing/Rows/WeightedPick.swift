import SupplyModel

/// Picks one of several texts by a hash of a value: the same value gets the same text in every run and on every
/// machine, and over many values the texts come in proportion to their weights.
///
/// The hash is FNV-1a (64 bits) over the salt, one 0x1F byte and the value, finished by the mixer of SplitMix64; the
/// pick is the text in whose part of the summed weights `hash x sum / 2^64` falls.
struct WeightedPick: Sendable {
  var salt: [UInt8]
  var texts: [[UInt8]]
  /// Running sums of the weights in millionths, one for each text.
  private var sums: [UInt64] = []

  /// - Precondition: `weights` are of the length of `texts`, none is negative, and their sum is positive.
  init(salt: String, texts: [String], weights: [ImportedNumber]) {
    precondition(texts.count == weights.count)
    self.salt = Array(salt.utf8)
    self.texts = texts.map { Array($0.utf8) }
    var sum: UInt64 = 0
    for weight in weights {
      sum += UInt64(weight.millionths)
      sums.append(sum)
    }
    precondition(sum > 0)
  }

  /// The index of the text picked for a value. Complexity: O(length + texts).
  func index(for value: some Sequence<UInt8>) -> Int {
    let total = sums[sums.count - 1]
    let place = WeightedPick.hash(salt: salt, value).multipliedFullWidth(by: total).high
    return sums.firstIndex { place < $0 } ?? 0
  }

  /// A fraction in 0 ..< 1, in millionths, for the same hash.
  static func millionths(salt: [UInt8], _ value: some Sequence<UInt8>) -> Int64 {
    Int64(hash(salt: salt, value).multipliedFullWidth(by: 1_000_000).high)
  }

  static func hash(salt: [UInt8], _ value: some Sequence<UInt8>) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    func step(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in salt { step(byte) }
    step(0x1F)
    for byte in value { step(byte) }
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
    return state ^ (state >> 31)
  }
}
