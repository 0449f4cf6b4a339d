/// Models as text, for other solvers and for reading them.
extension LinearModel {
  /// A text format for models.
  public enum TextFormat: Sendable, Hashable {
    /// CPLEX LP: readable; rows without bounds are left out, a range row gets a variable `s<row>` for its width.
    case cplexLP
    /// Free MPS: keeps every row. It has no word for maximising: the objective is negated then.
    /// In both, a constant in the objective becomes the cost of a column `one`, fixed at 1.
    case freeMPS
  }

  /// The model in a text format, with rows `r0, r1, …` and columns `x0, x1, …`. Numbers read back to the same bits.
  /// Bounds of integer columns are rounded inwards. O(entries).
  public func text(_ format: TextFormat) -> String {
    var model = self
    for (column, bounds) in roundedIntegerBounds() where bounds.lower <= bounds.upper {
      try? model.setBounds(ofColumn: column, to: bounds)
    }
    return format == .cplexLP ? CPLEXText(model: model).text() : MPSText(model: model).text()
  }

  /// The entries of each row as (column, coefficient), in order of entry.
  fileprivate func entriesByRow() -> [[(column: Int32, value: Double)]] {
    var result = [[(column: Int32, value: Double)]](repeating: [], count: rowCount)
    let all = triplets()
    for entry in all.rows.indices { result[Int(all.rows[entry])].append((all.columns[entry], all.coefficients[entry])) }
    return result
  }

  /// The entries of each column as (row, coefficient), in order of entry.
  fileprivate func entriesByColumn() -> [[(row: Int32, value: Double)]] {
    var result = [[(row: Int32, value: Double)]](repeating: [], count: columnCount)
    let all = triplets()
    for entry in all.rows.indices { result[Int(all.columns[entry])].append((all.rows[entry], all.coefficients[entry])) }
    return result
  }
}

/// CPLEX LP, as its reference and GLPK's manual (appendix C) give it.
private struct CPLEXText {
  let model: LinearModel

  func text() -> String {
    var lines = [model.sense == .minimize ? "Minimize" : "Maximize"]
    var objective = model.columns.costs.enumerated().map { term($1, "x\($0)") }
    let usesOne = model.constant != 0 || objective.isEmpty
    if usesOne { objective.append(term(model.constant, "one")) }
    lines.append(" obj:" + wrapped(objective))
    lines.append("Subject To")
    var widths: [String] = []
    for (row, entries) in model.entriesByRow().enumerated() {
      let bounds = model.bounds(ofRow: Int32(row))
      if bounds == .free { continue }
      var terms = entries.map { term($0.value, "x\($0.column)") }
      if terms.isEmpty { terms = [term(0, model.columnCount > 0 ? "x0" : "one")] }
      var relation = bounds.lower == -.infinity ? "<= \(bounds.upper)" : ">= \(bounds.lower)"
      if bounds.lower == bounds.upper { relation = "= \(bounds.lower)" }
      if bounds.lower.isFinite, bounds.upper.isFinite, bounds.lower < bounds.upper {
        terms.append("- 1 s\(row)")
        relation = "= \(bounds.lower)"
        widths.append(" 0 <= s\(row) <= \(bounds.upper - bounds.lower)")
      }
      lines.append(" r\(row):" + wrapped(terms) + " " + relation)
    }
    // The format wants a row.
    if lines.last == "Subject To" { lines.append(" none: 0 \(model.columnCount > 0 ? "x0" : "one") >= 0") }
    lines.append("Bounds")
    lines += columnBounds() + widths
    if usesOne { lines.append(" one = 1") }
    let integers = model.columns.isInteger.indices.filter { model.columns.isInteger[$0] }
    if !integers.isEmpty { lines += ["Generals"] + integers.map { " x\($0)" } }
    return (lines + ["End", ""]).joined(separator: "\n")
  }

  private func columnBounds() -> [String] {
    (0..<model.columnCount).map { column in
      let bounds = model.bounds(ofColumn: Int32(column))
      if bounds == .free { return " x\(column) free" }
      if bounds.lower == bounds.upper { return " x\(column) = \(bounds.lower)" }
      let lower = bounds.lower == -.infinity ? "-inf" : "\(bounds.lower)"
      return bounds.upper == .infinity ? " x\(column) >= \(lower)" : " \(lower) <= x\(column) <= \(bounds.upper)"
    }
  }

  private func term(_ value: Double, _ name: String) -> String {
    "\(value.sign == .minus ? "-" : "+") \(value.magnitude) \(name)"
  }

  /// A few terms a line.
  private func wrapped(_ terms: [String]) -> String {
    stride(from: 0, to: terms.count, by: 6)
      .map { " " + terms[$0..<min($0 + 6, terms.count)].joined(separator: " ") }.joined(separator: "\n ")
  }
}

/// Free MPS, as GLPK's manual (appendix B) gives it.
private struct MPSText {
  let model: LinearModel

  func text() -> String {
    let sign: Double = model.sense == .minimize ? 1 : -1
    var rows = ["NAME model", "ROWS", " N obj"]
    var columns = ["COLUMNS"]
    var sides = ["RHS"]
    var ranges = ["RANGES"]
    var limits = ["BOUNDS"]
    for row in 0..<model.rowCount {
      let bounds = model.bounds(ofRow: Int32(row))
      switch (bounds.lower, bounds.upper) {
      case (-Double.infinity, Double.infinity): rows.append(" N r\(row)")
      case (-Double.infinity, let upper): add("L", row, upper, &rows, &sides)
      case (let lower, let upper) where lower == upper: add("E", row, lower, &rows, &sides)
      case (let lower, let upper):
        add("G", row, lower, &rows, &sides)
        if upper < .infinity { ranges.append(" RNG r\(row) \(upper - lower)") }
      }
    }
    for (column, entries) in model.entriesByColumn().enumerated() {
      let isInteger = model.columns.isInteger[column]
      if isInteger { columns.append(" M\(column) 'MARKER' 'INTORG'") }
      columns.append(" x\(column) obj \(sign * model.columns.costs[column])")
      columns += entries.map { " x\(column) r\($0.row) \($0.value)" }
      if isInteger { columns.append(" E\(column) 'MARKER' 'INTEND'") }
      limits += bounds(column)
    }
    // Readers disagree on the sign of a right-hand side of the objective: a column fixed at 1 is clear to all.
    if model.constant != 0 {
      columns.append(" one obj \(sign * model.constant)")
      limits.append(" FX BND one 1.0")
    }
    return (rows + columns + sides + ranges + limits + ["ENDATA", ""]).joined(separator: "\n")
  }

  private func add(_ kind: String, _ row: Int, _ side: Double, _ rows: inout [String], _ sides: inout [String]) {
    rows.append(" \(kind) r\(row)")
    if side != 0 { sides.append(" RHS r\(row) \(side)") }
  }

  /// Both bounds, always: readers differ in what they take for granted.
  private func bounds(_ column: Int) -> [String] {
    let bounds = model.bounds(ofColumn: Int32(column))
    if bounds == .free { return [" FR BND x\(column)"] }
    if bounds.lower == bounds.upper { return [" FX BND x\(column) \(bounds.lower)"] }
    let lower = bounds.lower == -.infinity ? " MI BND x\(column)" : " LO BND x\(column) \(bounds.lower)"
    let upper = bounds.upper == .infinity ? " PL BND x\(column)" : " UP BND x\(column) \(bounds.upper)"
    return [lower, upper]
  }
}
