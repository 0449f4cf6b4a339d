import SupplyModel

/// A plan from how often the price search took each option: an order gets the sources that it used most, and every row
/// gives its stock to the lines that it served most.
struct LineRounding {
  let table: LineTable
  let tables: ScenarioTables

  /// Sources that an order used more rarely are left out.
  static let leastSource = 0.1
  static let leastOption = 0.05

  /// - Complexity: O(options log options).
  func run(_ dual: LineDual) -> LinePlan {
    var plan = LinePlan(table, tables)
    let isOpen = openSources(dual)
    let options = dual.optionMeans.indices.filter {
      dual.optionMeans[$0] > LineRounding.leastOption && isOpen[table.source(of: $0)]
    }
    let ranked = options.sorted { (dual.optionMeans[$0], $1) > (dual.optionMeans[$1], $0) }
    for option in ranked where plan.options[Int(table.optionLines[option])] < 0 {
      if plan.hasStock(option) && plan.change(adding: option) < infeasible { plan.add(option) }
    }
    return plan
  }

  private func openSources(_ dual: LineDual) -> [Bool] {
    var isOpen = [Bool](repeating: false, count: table.nodes.count)
    for order in 0..<table.orderCount {
      let sources = table.sources(of: order).sorted { (dual.sourceMeans[$0], $1) > (dual.sourceMeans[$1], $0) }
      for source in sources.prefix(Int(table.mostSources[order]))
      where dual.sourceMeans[source] >= LineRounding.leastSource { isOpen[source] = true }
    }
    return isOpen
  }
}
