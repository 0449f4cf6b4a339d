import RandomStreams
import Replenishment
import Testing

/// The division by search among floating-point numbers is that by halving, to the unit.
@Suite struct EqualFractileTests {
  /// Eppen and Schrage's rule as it is written down: z by halving, remainders to the largest.
  private func halved(
    _ available: Int32, _ pack: Int32, _ positions: [Double], _ requests: [Int32], _ means: [Double],
    _ deviations: [Double]
  ) -> [Int32] {
    if requests.reduce(Int64(0), { $0 + Int64($1) }) <= Int64(available) { return requests.map { $0 / pack * pack } }
    if requests.count == 1 { return [min(available, requests[0]) / pack * pack] }
    func share(_ index: Int, _ z: Double) -> Double {
      let slope = max(deviations[index], 1e-3 * max(1, means[index]))
      return min(Double(requests[index]), max(0, means[index] - positions[index] + z * slope))
    }
    var (low, high) = (-1e6, 1e6)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if requests.indices.reduce(0.0, { $0 + share($1, middle) }) > Double(available) {
        high = middle
      } else {
        low = middle
      }
    }
    let exact = requests.indices.map { share($0, low) }
    var units = exact.map { Int32($0) / pack * pack }
    var left = available - units.reduce(0, +)
    let order = exact.indices.sorted {
      let (a, b) = (exact[$0] - Double(units[$0]), exact[$1] - Double(units[$1]))
      return a != b ? a > b : $0 < $1
    }
    for index in order where left >= pack && units[index] + pack <= requests[index] {
      units[index] += pack
      left -= pack
    }
    return units
  }

  @Test(arguments: [2, 5, 24, 25, 60])
  func theSameAsByHalving(takers: Int) {
    var stream = RandomStream(seed: UInt64(takers), purpose: "division")
    for round in 0..<4_000 {
      let scale = [0.1, 1, 20, 3_000][round % 4]
      // Equal takers, as stores often are, meet ties.
      let isEqual = stream.bernoulli(0.4)
      let (mean, deviation) = (scale * stream.unit(), scale * stream.unit())
      let means = (0..<takers).map { _ in isEqual ? mean : scale * stream.unit() }
      let deviations = (0..<takers).map { _ in
        isEqual ? deviation : stream.bernoulli(0.2) ? 0 : scale * stream.unit()
      }
      let pack = Int32(stream.uniform(in: 1...3))
      let positions = (0..<takers).map { _ in Double(stream.uniform(in: -3...Int(2 * scale) + 3)) }
      let requests = (0..<takers).map { _ in Int32(stream.uniform(in: 1...Int(scale) + 4)) * pack }
      let wanted = Int(requests.reduce(0, +))
      let available = Int32(stream.uniform(in: 1...wanted))
      let found = EqualFractile.divide(
        available, pack: pack, positions: positions, requests: requests, means: means, deviations: deviations)
      #expect(found == halved(available, pack, positions, requests, means, deviations), "round \(round)")
    }
  }
}
