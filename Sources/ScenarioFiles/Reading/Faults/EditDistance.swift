/// Insertions, deletions, replacements and swaps of neighbours between two byte strings, or nil where over `limit`.
///
/// Optimal string alignment (Damerau-Levenshtein without overlapping swaps) over ASCII case folded bytes, on a band.
/// - Complexity: O(limit x length).
func editDistance(_ a: some RandomAccessCollection<UInt8>, _ b: some RandomAccessCollection<UInt8>, limit: Int) -> Int?
{
  let a = a.map(folded)
  let b = b.map(folded)
  guard abs(a.count - b.count) <= limit else { return nil }
  let far = limit + 1
  var beforeLast = [Int](repeating: far, count: b.count + 1)
  var last = (0...b.count).map { min($0, far) }
  var row = last
  for i in 0..<a.count {
    for index in row.indices { row[index] = far }
    row[0] = min(i + 1, far)
    var best = row[0]
    let from = max(0, i - limit)
    let to = min(b.count, i + limit + 1)
    var j = from
    while j < to {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row[j + 1] = min(cost, far)
      best = min(best, row[j + 1])
      j += 1
    }
    if best > limit { return nil }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}

private func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
