import SupplyModel

/// Notes every row whose key an earlier row has. Complexity: O(rows) expected.
func noteRepeatedKeys(
  _ lines: [Int32], column: String, _ faults: inout FaultList, hash: (Int) -> UInt64, isSame: (Int, Int) -> Bool,
  key: (Int) -> String
) {
  var firsts = FirstRows(rows: lines.count)
  for row in lines.indices {
    guard let first = firsts.first(row, hash: hash(row), isSame: { isSame($0, row) }) else { continue }
    faults.add(line: Int(lines[row]), column: column, "\(key(row)) is here twice; the first is on line \(lines[first])")
  }
}

/// Notes every row whose node and SKU an earlier row has. Complexity: O(rows) expected.
func noteRepeatedPairs(
  _ lines: [Int32], column: String, _ references: References, _ faults: inout FaultList,
  pair: (Int) -> (node: NodeIndex, sku: SKUIndex)
) {
  noteRepeatedKeys(
    lines, column: column, &faults,
    hash: { row in
      let (node, sku) = pair(row)
      return mixed(packed(node, sku))
    }, isSame: { pair($0) == pair($1) },
    key: { row in
      let (node, sku) = pair(row)
      return "SKU \(quoted(references.skus[sku])) at node \(quoted(references.nodes[node]))"
    })
}
