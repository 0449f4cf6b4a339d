/// Reverse-exclude: deletes the SKU with the fewest surviving orders, and with it the orders that contain it, until no
/// SKU is left; what was deleted last is carried first.
///
/// Of SKUs with equally many surviving orders the one that fewer orders contain at all goes first, of those the one
/// farther down in skus.csv. Source: Shen et al., arXiv 2509.12183.
package struct ReverseExclude {
  private let baskets: Baskets
  /// A binary heap of the SKUs that are left, the next to be deleted on top.
  private var heap: [Int32]
  /// Where each SKU stands in the heap.
  private var place: [Int32]
  /// Surviving orders that contain each SKU.
  private var surviving: [Int32]

  /// The SKUs of the baskets, those to be carried first in front: the first K are the choice for a capacity of K.
  ///
  /// - Complexity: O(lines x log SKUs).
  package static func ranking(_ baskets: Baskets) -> [Int32] {
    var run = ReverseExclude(baskets)
    return run.deleteAll().reversed()
  }

  private init(_ baskets: Baskets) {
    self.baskets = baskets
    surviving = baskets.popularity
    // Popularity descends with the number, so that the reverse is a heap.
    heap = baskets.skus.indices.reversed().map { Int32($0) }
    place = heap
  }

  private mutating func deleteAll() -> [Int32] {
    var deleted: [Int32] = []
    deleted.reserveCapacity(heap.count)
    var isDropped = [Bool](repeating: false, count: baskets.count)
    while let next = heap.first {
      deleted.append(next)
      removeTop()
      guard surviving[Int(next)] > 0 else { continue }
      for at in baskets.holderRange(Int(next)) {
        let basket = Int(baskets.holders[at])
        guard !isDropped[basket] else { continue }
        isDropped[basket] = true
        for at in baskets.range(basket) where baskets.items[at] != next {
          let item = baskets.items[at]
          surviving[Int(item)] -= 1
          rise(item)
        }
      }
    }
    return deleted
  }

  /// Whether `a` is deleted before `b`.
  @inline(__always)
  private func precedes(_ a: Int32, _ b: Int32) -> Bool {
    let (ofA, ofB) = (surviving[Int(a)], surviving[Int(b)])
    return ofA == ofB ? a > b : ofA < ofB
  }

  @inline(__always)
  private mutating func put(_ item: Int32, at index: Int) {
    heap[index] = item
    place[Int(item)] = Int32(index)
  }

  private mutating func rise(_ item: Int32) {
    var index = Int(place[Int(item)])
    while index > 0 {
      let parent = (index - 1) / 2
      guard precedes(item, heap[parent]) else { break }
      put(heap[parent], at: index)
      index = parent
    }
    put(item, at: index)
  }

  private mutating func removeTop() {
    let item = heap.removeLast()
    guard !heap.isEmpty else { return }
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count && precedes(heap[child + 1], heap[child]) { child += 1 }
      guard precedes(heap[child], item) else { break }
      put(heap[child], at: index)
      index = child
    }
    put(item, at: index)
  }
}
