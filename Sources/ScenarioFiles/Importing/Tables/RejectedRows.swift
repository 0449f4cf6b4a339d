/// rejected.csv: every row that could not be used, with its reason and its original cells, so that it can be corrected
/// and imported again with the same map.
struct RejectedRows {
  private var columns: [String] = []
  private var body: [UInt8] = []
  private(set) var count = 0

  private static let own = ["source", "line", "reason"]

  /// Makes room for the columns of a source; returns where each of them stands behind our own columns.
  mutating func add(columns names: [String]) -> [Int] {
    names.map { name in
      if let index = columns.firstIndex(of: name) { return index }
      columns.append(name)
      return columns.count - 1
    }
  }

  /// - Parameter cells: the row's cells with their places, as `add(columns:)` gave them.
  mutating func add(file: String, line: Int, reason: String, cells: [(place: Int, text: [UInt8])]) {
    count += 1
    var row = [[UInt8]](repeating: [], count: columns.count)
    for (place, text) in cells { row[place] = text }
    body.appendCSV(row: [Array(file.utf8), Array(String(line).utf8), Array(reason.utf8)] + row)
  }

  /// The file. A source column named like one of ours stands as `row.NAME`.
  func text() -> [UInt8] {
    let names = RejectedRows.own + columns.map { RejectedRows.own.contains($0) ? "row.\($0)" : $0 }
    var text: [UInt8] = []
    text.appendCSV(row: names.map { Array($0.utf8) })
    return text + body
  }
}
