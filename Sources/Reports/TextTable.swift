/// Rows of text in aligned columns: the first to the left, all others to the right.
package struct TextTable: Sendable {
  private var rows: [[String]] = []
  private var rules: Set<Int> = []

  package init() {}

  /// Adds a row. Rows may differ in length.
  package mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Draws a line below the last row, once another follows.
  package mutating func rule() { rules.insert(rows.count) }

  /// The lines, without a last line end. Complexity: O(cells).
  package var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      if rules.contains(index) { lines.append(String(repeating: "-", count: widths.reduce(2 * (columns - 1), +))) }
      let cells = row.enumerated().map { column, cell in
        let pad = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + pad : pad + cell
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
