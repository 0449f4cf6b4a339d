import SupplyModel

/// How often, of late, each line of the walk was served by which stock rows: near 1 where prices are sure, and about
/// what the linear relaxation makes of it where they swing (Barahona & Anbil 2000).
final class RowShares {
  /// Rows remembered for a line; a rarer one gives way.
  static let most = 6

  /// By line x `most`.
  private let rows: FlatArray<Int32>
  private let counts: FlatArray<Int32>
  private var passes = 0

  init(lines: Int) {
    rows = FlatArray(repeating: -1, count: lines * RowShares.most)
    counts = FlatArray(repeating: 0, count: lines * RowShares.most)
  }

  func clear() {
    passes = 0
    for slot in 0..<counts.count {
      rows[slot] = -1
      counts[slot] = 0
    }
  }

  /// Counts the choices of a pass: by line its stock row, or -1.
  /// - Complexity: O(lines).
  func remember(_ choices: FlatArray<Int32>) {
    begin()
    remember(choices, 0..<choices.count)
  }

  /// Another pass; then `remember` for all lines, range by range.
  func begin() { passes += 1 }

  /// Counts the choices of some lines in the pass that has begun.
  /// - Complexity: O(range).
  func remember(_ choices: FlatArray<Int32>, _ range: Range<Int>) {
    for line in range where choices[line] >= 0 {
      let first = line * RowShares.most
      var slot = first
      for other in first..<first + RowShares.most {
        if rows[other] == choices[line] {
          slot = other
          break
        }
        if counts[other] < counts[slot] { slot = other }
      }
      if rows[slot] != choices[line] {
        rows[slot] = choices[line]
        counts[slot] = 0
      }
      counts[slot] += 1
    }
  }

  /// Calls `body` with each row that served a line in some of the passes.
  func forEachRow(_ line: Int, _ body: (_ row: Int32, _ share: Double) -> Void) {
    for slot in line * RowShares.most..<(line + 1) * RowShares.most where counts[slot] > 0 {
      body(rows[slot], Double(counts[slot]) / Double(passes))
    }
  }
}
