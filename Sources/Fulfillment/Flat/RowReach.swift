/// Which stock rows a flat search looks at for a line.
protocol RowReach {
  func forEachRow(_ line: Int, _ body: (Int) -> Void)
}

/// All rows of the line's SKU: what a bound needs.
struct AllRows: RowReach {
  let skus: UnsafePointer<Int32>
  let starts: UnsafePointer<Int32>

  init(_ flat: FlatScenario) {
    skus = UnsafePointer(flat.orders.skus.base)
    starts = UnsafePointer(flat.rowStarts.base)
  }

  @inline(__always)
  func forEachRow(_ line: Int, _ body: (Int) -> Void) {
    let sku = Int(skus[line])
    for row in Int(starts[sku])..<Int(starts[sku + 1]) { body(row) }
  }
}
