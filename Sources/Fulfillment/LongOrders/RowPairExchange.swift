import SupplyModel

/// Improvement SKU by SKU: which lines two of its stock rows serve is decided anew, exactly, by a table over what both
/// have left; lines that other rows serve stay there.
///
/// A line that no source of its order could serve so far may open one. What lines of one order change for each other
/// (a heavier parcel, the last missing line) is estimated line by line; a change that does not pay is taken back.
struct RowPairExchange {
  /// Cells of a table beyond which a pair is left alone.
  static let maxCells = 400_000

  private struct Item {
    var line: Int
    var options: (Int, Int)
    var values: (Int64, Int64)
    var units: Int
  }

  private let table: LineTable
  /// Rows of each SKU that any line could use, from `starts[sku]` on.
  private var starts: [Int32] = [0]
  private var rows: [Int32] = []
  /// By SKU: what its rows served when nothing could be bettered.
  private var settled: [UInt64]
  private var items: [Item] = []
  private var lines: [Int] = []
  private var values: [Int64] = []
  private var decisions: [UInt8] = []

  init(_ table: LineTable, _ tables: ScenarioTables) {
    self.table = table
    for sku in 0..<tables.stock.starts.count - 1 {
      for row in tables.stock.starts[sku]..<tables.stock.starts[sku + 1]
      where !table.options(ofRow: Int(row)).isEmpty { rows.append(row) }
      starts.append(Int32(rows.count))
    }
    settled = [UInt64](repeating: 1, count: starts.count - 1)
  }

  /// One look at all pairs of rows of every SKU that serves other lines than when it was settled, and again at those of a SKU that changed, a few times.
  /// - Returns: how many pairs changed.
  /// - Complexity: O(rows of a SKU squared) tables for each.
  mutating func sweep(_ plan: inout LinePlan, budget: Budget) -> Int {
    var changes = 0
    for sku in 0..<starts.count - 1 {
      if sku % 256 == 0 && budget.isExhausted() { return changes }
      let rows = rows[Int(starts[sku])..<Int(starts[sku + 1])].map { Int($0) }
      if signature(rows, plan) == settled[sku] { continue }
      for _ in 0..<4 {
        var found = 0
        for (index, row) in rows.enumerated() {
          if improve(row, nil, &plan) { found += 1 }
          for other in rows[(index + 1)...] where improve(row, other, &plan) { found += 1 }
        }
        changes += found
        if found == 0 {
          settled[sku] = signature(rows, plan)
          break
        }
      }
    }
    return changes
  }

  private func signature(_ rows: [Int], _ plan: LinePlan) -> UInt64 {
    rows.reduce(0) { ($0 &* 31) ^ plan.signatures[$1] }
  }

  private mutating func improve(_ row: Int, _ other: Int?, _ plan: inout LinePlan) -> Bool {
    collect(row, other, plan)
    guard lines.contains(where: { plan.options[$0] < 0 }) || other != nil, !lines.isEmpty else { return false }
    let before = plan.cost
    plan.mark()
    for line in lines where plan.options[line] >= 0 { plan.remove(line) }
    let isChosen = choose(row, other, &plan)
    if isChosen && plan.cost < before { return true }
    plan.undo()
    return false
  }

  /// The lines that the two rows serve, or could serve and nothing does.
  private mutating func collect(_ row: Int, _ other: Int?, _ plan: LinePlan) {
    lines.removeAll(keepingCapacity: true)
    for option in table.options(ofRow: row) {
      let line = Int(table.optionLines[Int(option)])
      if isFree(line, row, other, plan) { lines.append(line) }
    }
    guard let other else { return }
    for option in table.options(ofRow: other) {
      let line = Int(table.optionLines[Int(option)])
      if isFree(line, row, other, plan) && self.option(of: line, at: row) < 0 { lines.append(line) }
    }
  }

  private func isFree(_ line: Int, _ row: Int, _ other: Int?, _ plan: LinePlan) -> Bool {
    guard plan.options[line] >= 0 else { return true }
    let served = Int(table.rows[Int(plan.options[line])])
    return served == row || served == other
  }

  private func option(of line: Int, at row: Int) -> Int {
    for option in table.options(of: line) where Int(table.rows[option]) == row { return option }
    return -1
  }

  /// Serves the best of the collected lines.
  /// - Returns: false where none could be served or the table would be too large.
  private mutating func choose(_ row: Int, _ other: Int?, _ plan: inout LinePlan) -> Bool {
    items.removeAll(keepingCapacity: true)
    var (divisor, all) = (0, 0)
    for line in lines {
      let options = (option(of: line, at: row), other.map { option(of: line, at: $0) } ?? -1)
      let values = (
        options.0 < 0 ? -1 : -plan.change(adding: options.0), options.1 < 0 ? -1 : -plan.change(adding: options.1)
      )
      guard values.0 > 0 || values.1 > 0 else { continue }
      let units = Int(table.quantities[line])
      items.append(Item(line: line, options: options, values: values, units: units))
      divisor = KnapsackTable.commonDivisor(divisor, units)
      all += units
    }
    guard divisor > 0 else { return false }
    let height = min(all, Int(plan.left[row])) / divisor
    let width = min(all, other.map { Int(plan.left[$0]) } ?? 0) / divisor
    let size = (height + 1) * (width + 1)
    guard size * items.count <= RowPairExchange.maxCells else { return false }
    fill(height: height, width: width, divisor: divisor)
    var (a, b) = (height, width)
    var taken: [(value: Int64, option: Int)] = []
    for index in items.indices.reversed() {
      let units = items[index].units / divisor
      switch decisions[index * size + a * (width + 1) + b] {
      case 1:
        a -= units
        taken.append((items[index].values.0, items[index].options.0))
      case 2:
        b -= units
        taken.append((items[index].values.1, items[index].options.1))
      default: break
      }
    }
    taken.sort { ($0.value, $1.option) > ($1.value, $0.option) }
    for (_, option) in taken where plan.hasStock(option) && plan.change(adding: option) < infeasible {
      plan.add(option)
    }
    return true
  }

  /// values[a, b]: the most that items so far are worth in a units of one row and b of the other.
  private mutating func fill(height: Int, width: Int, divisor: Int) {
    let size = (height + 1) * (width + 1)
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: size))
    decisions.removeAll(keepingCapacity: true)
    decisions.append(contentsOf: repeatElement(0, count: size * items.count))
    values.withUnsafeMutableBufferPointer { values in
      decisions.withUnsafeMutableBufferPointer { decisions in
        for (index, item) in items.enumerated() {
          let units = item.units / divisor
          for a in stride(from: height, through: 0, by: -1) {
            for b in stride(from: width, through: 0, by: -1) {
              let cell = a * (width + 1) + b
              var (best, decision) = (values[cell], UInt8(0))
              if item.values.0 > 0 && a >= units {
                let value = values[cell - units * (width + 1)] + item.values.0
                if value > best { (best, decision) = (value, 1) }
              }
              if item.values.1 > 0 && b >= units {
                let value = values[cell - units] + item.values.1
                if value > best { (best, decision) = (value, 2) }
              }
              values[cell] = best
              decisions[index * size + cell] = decision
            }
          }
        }
      }
    }
  }
}
