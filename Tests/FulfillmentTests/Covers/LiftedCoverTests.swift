import Fulfillment
import RandomStreams
import Testing

@Suite struct LiftedCoverTests {
  @Test func twoUnitsAreNeitherLinesOfTwoAndOne() throws {
    let covers = EngineProbe.liftedCovers(units: [2, 1], shares: [0.5, 1], room: 2)
    let cover = try #require(covers.first)
    #expect(covers.count == 1)
    #expect(cover.coefficients == [1, 1])
    #expect(cover.limit == 1)
  }

  @Test func largerItemsJoinACoverWithTheirLiftedWeight() throws {
    // Of three units two lines of one and one of two fit not all; a line of three takes the place of two.
    let covers = EngineProbe.liftedCovers(units: [2, 1, 1, 3], shares: [0.6, 1, 1, 0.1], room: 3)
    #expect(covers.contains { $0.coefficients == [1, 1, 1, 2] && $0.limit == 2 })
  }

  @Test func whatFitsViolatesNothing() {
    #expect(EngineProbe.liftedCovers(units: [1, 1, 1], shares: [1, 1, 1], room: 3).isEmpty)
    #expect(EngineProbe.liftedCovers(units: [2, 2], shares: [1, 0], room: 3).isEmpty)
  }

  /// No set of items that fits has coefficients above the limit, and the shares do.
  @Test func coversHoldForEverythingThatFits() {
    var stream = RandomStream(seed: 1, purpose: "covers")
    var found = 0
    for trial in 0..<3_000 {
      let count = stream.uniform(in: 2...9)
      let units = (0..<count).map { _ in Int32(stream.uniform(in: 1...5)) }
      let room = Int32(stream.uniform(in: 1...12))
      var shares = (0..<count).map { _ in stream.uniform(from: 0, to: 1) }
      // Shares such as a relaxation has: they fill the room.
      let filled = zip(units, shares).reduce(0.0) { $0 + Double($1.0) * $1.1 }
      for index in shares.indices {
        shares[index] = units[index] > room ? 0 : min(1, shares[index] * Double(room) / filled)
      }
      for cover in EngineProbe.liftedCovers(units: units, shares: shares, room: room) {
        found += 1
        #expect(cover.coefficients.allSatisfy { $0 >= 0 })
        let activity = zip(cover.coefficients, shares).reduce(0.0) { $0 + Double($1.0) * $1.1 }
        #expect(activity > Double(cover.limit), "trial \(trial)")
        for set in 0..<(1 << count) {
          let taken = (0..<count).filter { set >> $0 & 1 == 1 }
          guard taken.reduce(Int32(0), { $0 + units[$1] }) <= room else { continue }
          #expect(taken.reduce(0) { $0 + cover.coefficients[$1] } <= cover.limit, "trial \(trial)")
        }
      }
    }
    #expect(found > 300, "\(found) covers")
  }
}
