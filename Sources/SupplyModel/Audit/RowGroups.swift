/// Row numbers grouped by a dense key, in row order within each group: one counting sort instead of a dictionary.
struct RowGroups {
  private var starts: [Int32]
  private var members: [Int32]

  /// - Complexity: O(groups + rows).
  init(groups: Int, rows: Int, key: (Int) -> Int32) {
    starts = [Int32](repeating: 0, count: groups + 1)
    for row in 0..<rows { starts[Int(key(row)) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    members = [Int32](repeating: 0, count: rows)
    for row in 0..<rows {
      let group = Int(key(row))
      members[Int(next[group])] = Int32(row)
      next[group] += 1
    }
  }

  /// The rows of a group.
  subscript(group: Int) -> ArraySlice<Int32> { members[Int(starts[group])..<Int(starts[group + 1])] }
}
