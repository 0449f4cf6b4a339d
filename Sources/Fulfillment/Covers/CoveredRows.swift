/// Rows at prices with those of their covers, each order by itself.
struct CoveredRows: RowTerms {
  let rows: WholeRows
  let covers: CoverPrices

  @inline(__always)
  func node(_ row: Int) -> Int { rows.node(row) }

  @inline(__always)
  func cost(_ row: Int, _ quantity: Int32, of line: Int) -> Int64 {
    let cost = rows.cost(row, quantity, of: line)
    return cost < infeasible ? cost + covers.charge(line, row: row) : cost
  }
}
