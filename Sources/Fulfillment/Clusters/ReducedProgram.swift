import LinearProgramming
import SupplyModel

/// A master program over listed ways, without what the list decides already: orders with one way left, activations
/// that no plan within the span can do without, and rows that no choice among the ways can break.
struct ReducedProgram {
  /// Ways sorted by order.
  let program: MasterProgram
  /// Ways of the orders that are decided.
  let settled: [Way]
  /// A vertex to start at, where the one known survives.
  let basis: Basis?

  /// - Parameters:
  ///   - lists: the ways of each order of `relaxed.master`, in its sequence; at least one each.
  ///   - costs: of each order in the best plan known.
  ///   - cost: of that plan, with activation.
  ///   - span: plans that cost more than the bound and this need not be kept.
  init(
    _ lists: [[Way]], relaxed: ColumnGeneration.Result, costs: [Int64], cost: Int64, span: Int64,
    tables: ScenarioTables
  ) {
    let master = relaxed.master
    var activation = master.activation
    // What it costs to leave a node inactive.
    for node in activation.indices where relaxed.surplus[node] > span { activation[node] = 0 }
    var limits = master.limits
    var orders: [Int] = []
    var references: [Int64] = []
    var kept: [Way] = []
    var settled: [Way] = []
    var isSettled = Set<Int>()
    for (index, ways) in lists.enumerated() {
      if ways.count == 1, let way = ways.first {
        settled.append(way)
        isSettled.insert(way.order)
        for node in way.activates { activation[Int(node)] = 0 }
        for (resource, amount) in zip(way.resources, way.amounts) { limits[Int(resource)] -= amount }
      } else {
        orders.append(master.orders[index])
        references.append(costs[index])
        kept += ways
      }
    }
    let covers = master.covers.map { cut in ReducedProgram.cut(cut, without: settled) }
    let needs = Needs(kept, covers: covers, resources: master.resources)
    // A nonbasic row that goes would leave the vertex without a basis.
    var status: [MasterProgram.Row: Basis.Status] = [:]
    if let basis = relaxed.basis { for (row, kind) in zip(basis.rows, master.rows) { status[kind] = row } }
    func isGated(_ resource: Int32) -> Bool { activation[Int(tables.node(ofResource: Int(resource)))] > 0 }
    let resources = master.resources.filter {
      (needs.most[$0] ?? 0) > Int64(limits[Int($0)]) || (isGated($0) && needs.most[$0] != nil)
        || (status[.resource($0)] ?? .basic) != .basic
    }
    var program = MasterProgram(
      orders: orders, references: references, resources: resources, limits: limits, activation: activation,
      tables: tables)
    for case .link(let order, let node) in master.rows
    where order >= 0 && activation[Int(node)] > 0 && !isSettled.contains(order) {
      program.addLink(order: order, node: node)
    }
    var rowOfCover: [Int: MasterProgram.Row] = [:]
    for (index, cut) in covers.enumerated() {
      let isNeeded = needs.mostOfCover[index] > Int64(cut.limit) || (isGated(cut.resource) && !cut.terms.isEmpty)
      guard isNeeded || (status[.cover(Int32(index))] ?? .basic) != .basic else { continue }
      rowOfCover[program.covers.count] = .cover(Int32(index))
      program.addCover(cut)
    }
    program.add(kept)
    // The solver's tolerances are relative: the best plan known costs 0.
    var rest = settled.reduce(Int64(0)) { $0 + $1.cost } + references.reduce(0, +)
    for node in activation.indices where activation[node] == 0 { rest += master.activation[node] }
    self.program = program.replacing(ways: kept, references: references, activationReference: cost - rest)
    self.settled = settled
    basis = ReducedProgram.basis(of: program, status, rowOfCover, relaxed)
  }

  /// A cut for the orders that are left.
  private static func cut(_ cut: CoverCut, without settled: [Way]) -> CoverCut {
    var cut = cut
    for way in settled {
      guard let index = cut.terms.firstIndex(where: { $0.order == way.order }) else { continue }
      if way.amount(of: cut.resource) >= cut.terms[index].threshold { cut.limit -= cut.terms[index].coefficient }
      cut.terms.remove(at: index)
    }
    return cut
  }

  private static func basis(
    of program: MasterProgram, _ status: [MasterProgram.Row: Basis.Status], _ rowOfCover: [Int: MasterProgram.Row],
    _ relaxed: ColumnGeneration.Result
  ) -> Basis? {
    guard let old = relaxed.basis else { return nil }
    let master = relaxed.master
    let rows = program.rows.map { row -> Basis.Status in
      if case .cover(let index) = row { return rowOfCover[Int(index)].flatMap { status[$0] } ?? .basic }
      return status[row] ?? .basic
    }
    var columns = program.activation.indices.filter { program.activation[$0] > 0 }.map {
      old.columns[master.column(ofActivation: NodeIndex($0))]
    }
    var known: [Int: [[NodePiece]]] = [:]
    for (index, way) in master.ways.enumerated() where relaxed.isBasic(way: index) {
      known[way.order, default: []].append(way.pieces)
    }
    for way in program.ways { columns.append(known[way.order]?.contains(way.pieces) == true ? .basic : .atLower) }
    let basis = Basis(rows: rows, columns: columns)
    return basis.basicCount == rows.count ? basis : nil
  }

  /// What all orders could take together at most.
  private struct Needs {
    var most: [Int32: Int64] = [:]
    var mostOfCover: [Int64]

    /// - Parameter ways: sorted by order.
    init(_ ways: [Way], covers: [CoverCut], resources: [Int32]) {
      var own: [Int32: Int32] = [:]
      for (index, way) in ways.enumerated() {
        for (resource, amount) in zip(way.resources, way.amounts) {
          own[resource] = max(own[resource] ?? 0, amount)
        }
        if index + 1 == ways.count || ways[index + 1].order != way.order {
          for (resource, amount) in own { most[resource, default: 0] += Int64(amount) }
          own.removeAll(keepingCapacity: true)
        }
      }
      mostOfCover = covers.map { cut in cut.terms.reduce(Int64(0)) { $0 + Int64($1.coefficient) } }
    }
  }
}
