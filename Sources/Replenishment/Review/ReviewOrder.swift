import SupplyModel

/// The sequence in which the rows of each SKU are reviewed, as places of bit sets: from the stores up, rows with the same
/// parent side by side. Only rows that anything may be ordered for have a place.
struct ReviewOrder: Sendable {
  /// By SKU: the first of its words of 64 places; one longer than the SKUs.
  let words: FlatArray<Int32>
  /// By place: the row; -1 where a word is longer than its SKU has rows.
  let rows: FlatArray<Int32>
  /// By row: the place, or -1.
  let places: FlatArray<Int32>
  /// The most rows that one row replenishes, at least 1.
  let widest: Int

  /// - Parameter starts: by SKU its first row.
  /// - Complexity: O(rows log rows of a SKU).
  init(starts: [Int32], parents: [Int32], depth: [Int16], isReplenished: [Bool]) {
    let skus = starts.count - 1
    let words = FlatArray<Int32>(repeating: 0, count: skus + 1)
    let places = FlatArray<Int32>(repeating: -1, count: parents.count)
    var rows: [Int32] = []
    rows.reserveCapacity(parents.count + 64 * skus)
    var (children, widest) = ([Int32](repeating: 0, count: parents.count), Int32(1))
    var own: [Int32] = []
    for sku in 0..<skus {
      own.removeAll(keepingCapacity: true)
      for row in starts[sku]..<starts[sku + 1] where isReplenished[Int(row)] {
        own.append(row)
        let parent = Int(parents[Int(row)])
        guard parent >= 0 else { continue }
        children[parent] += 1
        widest = max(widest, children[parent])
      }
      own.sort { a, b in
        let (first, second) = (depth[Int(a)], depth[Int(b)])
        return first != second ? first > second : (parents[Int(a)], a) < (parents[Int(b)], b)
      }
      for (offset, row) in own.enumerated() { places[Int(row)] = Int32(rows.count + offset) }
      rows += own
      rows += repeatElement(-1, count: (64 - own.count % 64) % 64)
      words[sku + 1] = Int32(rows.count / 64)
    }
    self.words = words
    self.rows = FlatArray(rows, padding: -1)
    self.places = places
    self.widest = Int(widest)
  }
}
