import SupplyModel

/// Divides what is short so that every taker ends with the same probability of a stock-out (Eppen and Schrage 1981).
package enum EqualFractile {
  struct Taker {
    /// What it has and what is on its way, units.
    var position: Double
    /// What it asks for, units.
    var request: Int32
    /// Demand over the time that this has to last.
    var demand: CoverDemand
  }

  /// Units for each taker, multiples of `pack`, in all at most `available`.
  /// - Complexity: O(takers x log takers).
  static func divide(_ available: Int32, pack: Int32, among takers: [Taker]) -> [Int32] {
    let room = Room(takers: takers.count)
    for (index, taker) in takers.enumerated() {
      room.set(
        index, position: taker.position, request: taker.request, mean: taker.demand.mean,
        deviation: taker.demand.deviation)
    }
    divide(available, pack: pack, among: takers.count, in: room)
    return (0..<takers.count).map { room.units[$0] }
  }

  /// The same for takers as lists: what each has and what is on its way, what it asks for, and mean and deviation of
  /// demand over the time that this has to last.
  package static func divide(
    _ available: Int32, pack: Int32, positions: [Double], requests: [Int32], means: [Double], deviations: [Double]
  ) -> [Int32] {
    let room = Room(takers: requests.count)
    for index in requests.indices {
      room.set(
        index, position: positions[index], request: requests[index], mean: means[index], deviation: deviations[index])
    }
    divide(available, pack: pack, among: requests.count, in: room)
    return requests.indices.map { room.units[$0] }
  }

  /// Room for dividing among many takers again and again.
  final class Room {
    let requests: FlatArray<Int32>
    /// The answer.
    let units: FlatArray<Int32>
    /// What a taker gets rises with z as `base + z x slope`, from nothing to its request.
    fileprivate let bases: FlatArray<Double>
    fileprivate let slopes: FlatArray<Double>
    fileprivate let rests: FlatArray<Double>
    fileprivate let order: FlatArray<Int32>

    init(takers: Int) {
      requests = FlatArray(repeating: 0, count: takers)
      units = FlatArray(repeating: 0, count: takers)
      bases = FlatArray(repeating: 0, count: takers)
      slopes = FlatArray(repeating: 0, count: takers)
      rests = FlatArray(repeating: 0, count: takers)
      order = FlatArray(repeating: 0, count: takers)
    }

    @inline(__always)
    func set(_ index: Int, position: Double, request: Int32, mean: Double, deviation: Double) {
      requests[index] = request
      // From what it lacks to its mean; without any spread the mean decides, and a small one keeps shares continuous.
      bases[index] = mean - position
      slopes[index] = max(deviation, 1e-3 * max(1, mean))
    }

    /// What all take at z, which never falls as z rises, not even by rounding.
    @inline(__always)
    fileprivate func total(_ z: Double, _ count: Int) -> Double {
      var sum = 0.0
      for index in 0..<count { sum += share(index, z) }
      return sum
    }

    @inline(__always)
    fileprivate func share(_ index: Int, _ z: Double) -> Double {
      min(Double(requests[index]), max(0, bases[index] + z * slopes[index]))
    }
  }

  /// The same for the first `count` takers of a room; the answer is in its `units`.
  static func divide(_ available: Int32, pack: Int32, among count: Int, in room: Room) {
    var wanted: Int64 = 0
    for index in 0..<count { wanted += Int64(room.requests[index]) }
    if wanted <= Int64(available) {
      for index in 0..<count { room.units[index] = room.requests[index] / pack * pack }
      return
    }
    if count == 1 {
      room.units[0] = min(available, room.requests[0]) / pack * pack
      return
    }
    let z = level(available, count, room)
    var left = available
    for index in 0..<count {
      let exact = room.share(index, z)
      let units = Int32(exact) / pack * pack
      room.units[index] = units
      room.rests[index] = exact - Double(units)
      left -= units
    }
    // The largest remainders get the packs that are left.
    guard left >= pack else { return }
    sort(count, room)
    for position in 0..<count {
      guard left >= pack else { return }
      let index = Int(room.order[position])
      guard room.units[index] + pack <= room.requests[index] else { continue }
      room.units[index] += pack
      left -= pack
    }
  }

  /// Takers by falling remainder, then by number.
  private static func sort(_ count: Int, _ room: Room) {
    let (order, rests) = (room.order, room.rests)
    if count > 24 {
      for index in 0..<count { order[index] = Int32(index) }
      var numbers = UnsafeMutableBufferPointer(start: order.base, count: count)
      numbers.sort { a, b in
        let (x, y) = (rests[Int(a)], rests[Int(b)])
        return x != y ? x > y : a < b
      }
      return
    }
    for index in 0..<count {
      var place = index
      while place > 0 && rests[Int(order[place - 1])] < rests[index] {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = Int32(index)
    }
  }

  // MARK: The level

  private static let widest = 1e6

  /// The greatest z at which all take `available` or less.
  private static func level(_ available: Int32, _ count: Int, _ room: Room) -> Double {
    nearLevel(available, count, room).flatMap { greatest(from: $0, available, count, room) }
      ?? halved(available, count, room)
  }

  /// By halving, 80 times.
  private static func halved(_ available: Int32, _ count: Int, _ room: Room) -> Double {
    var (low, high) = (-widest, widest)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if room.total(middle, count) > Double(available) { high = middle } else { low = middle }
    }
    return low
  }

  /// The level but for rounding: between two bends of the total the answer is one division. nil where the search runs
  /// onto a flat stretch.
  private static func nearLevel(_ available: Int32, _ count: Int, _ room: Room) -> Double? {
    var (bases, slopes) = (0.0, 0.0)
    for index in 0..<count {
      bases += room.bases[index]
      slopes += room.slopes[index]
    }
    var z = (Double(available) - bases) / slopes
    for _ in 0..<30 {
      var left = Double(available)
      slopes = 0
      for index in 0..<count {
        let (base, most) = (room.bases[index], Double(room.requests[index]))
        let share = base + z * room.slopes[index]
        if share <= 0 { continue }
        if share >= most {
          left -= most
        } else {
          left -= base
          slopes += room.slopes[index]
        }
      }
      guard slopes > 0 else { return nil }
      let next = left / slopes
      if abs(next - z) <= 1e-12 * abs(z) { return next }
      z = next
    }
    return nil
  }

  /// From about there, the greatest number at which the total is not above what there is: the same that halving ends at,
  /// since the total never falls. nil near 0, where numbers are so dense that halving ends before.
  private static func greatest(from z: Double, _ available: Int32, _ count: Int, _ room: Room) -> Double? {
    guard abs(z) > 0x1p-4, abs(z) < widest / 4 else { return nil }
    // Magnitudes as integers: the next number is one more. For negative ones the greatest z is the least magnitude.
    let isNegative = z < 0
    func fits(_ bits: UInt64) -> Bool {
      let magnitude = Double(bitPattern: bits)
      return room.total(isNegative ? -magnitude : magnitude, count) <= Double(available)
    }
    let start = abs(z).bitPattern
    // Where it fits is `inside`; the next number on the way to greater z is to be `outside`.
    func moved(_ bits: UInt64, up steps: UInt64) -> UInt64 { isNegative ? bits - steps : bits + steps }
    func lowered(_ bits: UInt64, by steps: UInt64) -> UInt64 { isNegative ? bits + steps : bits - steps }
    var (inside, outside) = (start, start)
    var step: UInt64 = 1
    if fits(start) {
      while true {
        outside = moved(inside, up: step)
        if !fits(outside) { break }
        inside = outside
        step *= 2
        if step > 1 << 20 { return nil }
      }
    } else {
      while true {
        inside = lowered(outside, by: step)
        if fits(inside) { break }
        outside = inside
        step *= 2
        if step > 1 << 20 { return nil }
      }
    }
    while (inside > outside ? inside - outside : outside - inside) > 1 {
      let middle = inside / 2 + outside / 2 + (inside & outside & 1)
      if fits(middle) { inside = middle } else { outside = middle }
    }
    let found = Double(bitPattern: inside)
    guard found > 0x1p-4, found < widest / 2 else { return nil }
    return isNegative ? -found : found
  }
}
