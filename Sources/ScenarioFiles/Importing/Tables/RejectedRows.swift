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
    body.appendCSV(Array(file.utf8))
    body.append(contentsOf: ",\(line),".utf8)
    body.appendCSV(Array(reason.utf8))
    var row = [[UInt8]](repeating: [], count: columns.count)
    for (place, text) in cells { row[place] = text }
    for cell in row {
      body.append(UInt8(ascii: ","))
      body.appendCSV(cell)
    }
    body.append(UInt8(ascii: "\n"))
  }

  /// The file. A source column named like one of ours stands as `row.NAME`.
  func text() -> [UInt8] {
    let names = RejectedRows.own + columns.map { RejectedRows.own.contains($0) ? "row.\($0)" : $0 }
    var text: [UInt8] = []
    for (index, name) in names.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text.appendCSV(Array(name.utf8))
    }
    text.append(UInt8(ascii: "\n"))
    return text + body
  }
}
