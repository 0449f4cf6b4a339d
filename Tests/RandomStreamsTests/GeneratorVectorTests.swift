import RandomStreams
import Testing

@Suite struct SplitMix64Tests {
  /// The sequence that the authors' C program prints for this seed.
  @Test func matchesTheReferenceSequence() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.indices.map { _ in generator.next() } == expected)
  }

  @Test func zeroIsAGoodSeed() {
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 16_294_208_416_658_607_535)
    #expect(generator.next() == 7_960_286_522_194_355_700)
  }
}

@Suite struct Xorshift64Tests {
  /// What the published generator gives from its author's state.
  @Test func matchesTheReferenceSequence() {
    var generator = Xorshift64(state: 88_172_645_463_325_252)
    let expected: [UInt64] = [
      8_748_534_153_485_358_512, 3_040_900_993_826_735_515, 3_453_997_556_048_239_312,
      16_431_732_851_926_010_853, 8_204_724_074_003_728_306,
    ]
    #expect(expected.indices.map { _ in generator.next() } == expected)
  }

  @Test func seedsGiveStatesOfTheirOwn() {
    let first = (0..<1_000 as Range<UInt64>).map { seed in
      var generator = Xorshift64(seed: seed)
      return generator.next()
    }
    #expect(Set(first).count == first.count)
    #expect(!first.contains(0))
  }
}

@Suite struct Xoshiro256StarStarTests {
  /// The sequence that the authors' C program prints for the state 1, 2, 3, 4.
  @Test func matchesTheReferenceSequence() {
    var generator = Xoshiro256StarStar(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
      16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777,
      2_904_607_092_377_533_576,
    ]
    #expect(expected.indices.map { _ in generator.next() } == expected)
  }

  @Test func aSeedIsExpandedBySplitMix() {
    var expansion = SplitMix64(seed: 42)
    let state = (expansion.next(), expansion.next(), expansion.next(), expansion.next())
    var explicit = Xoshiro256StarStar(state: state)
    var seeded = Xoshiro256StarStar(seed: 42)
    for _ in 0..<10 { #expect(seeded.next() == explicit.next()) }
  }
}
