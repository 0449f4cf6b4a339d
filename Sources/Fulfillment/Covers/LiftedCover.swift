/// A lifted cover inequality of one knapsack (Balas 1975): of some items, which do not all fit, only so many do.
///
/// The sum of the coefficients of all items taken is at most `limit`, whatever fits.
struct LiftedCover: Hashable, Sendable {
  /// A cover must be violated by so much.
  static let leastViolation = 0.02
  /// Longer covers are weak, and lifting them is slow.
  static let longest = 40

  /// Something that takes units of the knapsack, and the share of it that a fractional solution takes.
  struct Item {
    var id: Int
    var units: Int32
    var share: Double
  }

  struct Term: Hashable, Sendable {
    /// Each once in a cover.
    var id: Int
    var units: Int32
    var coefficient: Int32
  }

  /// By id.
  var terms: [Term]
  var limit: Int32

  /// The covers that shares violate, at most one for each of two ways of choosing them.
  /// - Parameter room: units that fit.
  /// - Complexity: O(items x (log items + cover)).
  static func violated(by items: [Item], room: Int32) -> [LiftedCover] {
    let used = items.filter { $0.share > 1e-6 }
    guard used.contains(where: { $0.share < 1 - 1e-6 }),
      used.reduce(Int64(0), { $0 + Int64($1.units) }) > Int64(room)
    else { return [] }
    var found: [LiftedCover] = []
    for byUnits in [true, false] {
      let ranked = used.enumerated().map { index, item -> (key: Double, index: Int) in
        let slack = 1 - item.share
        return (byUnits ? slack / Double(item.units) : slack, index)
      }.sorted { ($0.key, $0.index) < ($1.key, $1.index) }
      var cover: [Item] = []
      var units: Int64 = 0
      for (_, index) in ranked where units <= room {
        cover.append(used[index])
        units += Int64(used[index].units)
      }
      guard units > room else { continue }
      // Made minimal, the least used first.
      for item in cover.sorted(by: { ($0.share, $0.id) < ($1.share, $1.id) })
      where units - Int64(item.units) > room {
        cover.removeAll { $0.id == item.id }
        units -= Int64(item.units)
      }
      guard cover.count <= longest else { continue }
      let lifted = lift(cover, items, room: room)
      let shares = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0.share) })
      let activity = lifted.terms.reduce(0.0) { $0 + Double($1.coefficient) * (shares[$1.id] ?? 0) }
      if activity > Double(lifted.limit) + leastViolation && !found.contains(lifted) { found.append(lifted) }
    }
    return found
  }

  /// Gives every other item the largest coefficient that keeps the cover valid, the most used first.
  ///
  /// `least[p]` is the least that items of coefficients p together take; whatever fits besides an item may not reach
  /// beyond the limit with it.
  private static func lift(_ cover: [Item], _ items: [Item], room: Int32) -> LiftedCover {
    let most = cover.count - 1
    var lifted = LiftedCover(terms: [], limit: Int32(most))
    var least = [Int64](repeating: .max / 2, count: most + 1)
    least[0] = 0
    func take(_ item: Item, _ coefficient: Int) {
      lifted.terms.append(Term(id: item.id, units: item.units, coefficient: Int32(coefficient)))
      for profit in stride(from: most, through: coefficient, by: -1) {
        least[profit] = min(least[profit], least[profit - coefficient] + Int64(item.units))
      }
    }
    for item in cover { take(item, 1) }
    let inCover = Set(cover.map(\.id))
    let others = items.filter { !inCover.contains($0.id) }
      .sorted { ($1.share, $1.units, $0.id) < ($0.share, $0.units, $1.id) }
    for item in others {
      let left = Int64(room) - Int64(item.units)
      guard left >= 0 else { continue }
      let profit = least.lastIndex { $0 <= left } ?? 0
      if most > profit { take(item, most - profit) }
    }
    lifted.terms.sort { $0.id < $1.id }
    return lifted
  }
}
