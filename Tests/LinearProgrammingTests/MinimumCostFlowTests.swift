import LinearProgramming
import Testing

@Suite struct MinimumCostFlowTests {
  /// Ahuja, Magnanti, Orlin, Network Flows: 4 units from node 0 to node 3.
  @Test func smallNetwork() throws {
    var network = MinimumCostFlow(supplies: [4, 0, 0, -4])
    try network.addArc(from: 0, to: 1, capacity: 4, cost: 2)
    try network.addArc(from: 0, to: 2, capacity: 2, cost: 2)
    try network.addArc(from: 1, to: 2, capacity: 2, cost: 1)
    try network.addArc(from: 1, to: 3, capacity: 3, cost: 3)
    try network.addArc(from: 2, to: 3, capacity: 5, cost: 1)
    let flow = try #require(try network.solve())
    #expect(flow.cost == 14 && flow.flows == [2, 2, 2, 0, 4])
    #expect(!SolverThread.hasEnvironment)
  }

  @Test func noFlow() throws {
    var network = MinimumCostFlow(supplies: [4, -4])
    #expect(try network.solve() == nil)
    try network.addArc(from: 0, to: 1, capacity: 3, cost: 2)
    #expect(try network.solve() == nil)
    try network.addArc(from: 0, to: 1, lower: 1, capacity: 1, cost: 9)
    #expect(try network.solve()?.flows == [3, 1])
    network.addNode(supply: 1)
    #expect(try network.solve() == nil, "supplies do not add up")
    #expect(try MinimumCostFlow().solve()?.cost == 0)
  }

  @Test func badNetworks() throws {
    var network = MinimumCostFlow(supplies: [.max, 1, .min + 1, -1])
    #expect(throws: LinearProgramError.invalidNetwork("arc 0 starts and ends at node 1")) {
      try network.addArc(from: 1, to: 1, cost: 1)
    }
    #expect(throws: LinearProgramError.invalidNetwork("arc 0: there is no node 4: the network has 4 nodes")) {
      try network.addArc(from: 1, to: 4, cost: 1)
    }
    #expect(throws: LinearProgramError.invalidNetwork("arc 0: not 0 <= lower (3) <= capacity (2)")) {
      try network.addArc(from: 1, to: 2, lower: 3, capacity: 2, cost: 1)
    }
    #expect(throws: LinearProgramError.self) { try network.addArc(from: 1, to: 2, cost: .min) }
    #expect(throws: LinearProgramError.invalidNetwork("a total supply of 2147483648 units is out of range")) {
      try network.solve()
    }
  }

  /// The linear program is the check; potentials certify the flow by themselves.
  @Test func linearProgramAgrees() throws {
    var solved = 0
    for seed in 0..<200 as Range<UInt64> {
      let network = try randomNetwork(seed)
      let relaxed = try network.linearModel().solve()
      guard let flow = try network.solve() else {
        #expect(relaxed.status == .infeasible, "seed \(seed)")
        continue
      }
      solved += 1
      #expect((relaxed.objective - Double(flow.cost)).magnitude < 1e-6, "seed \(seed)")
      let point = flow.flows.map(Double.init)
      #expect(isFeasible(point, in: try network.linearModel()), "seed \(seed)")
      for arc in 0..<network.arcCount {
        let tail = flow.potentials[Int(network.tails[arc])]
        let reduced = network.costs[arc] - tail + flow.potentials[Int(network.heads[arc])]
        if flow.flows[arc] < network.capacities[arc] { #expect(reduced >= 0, "seed \(seed), arc \(arc)") }
        if flow.flows[arc] > network.lowers[arc] { #expect(reduced <= 0, "seed \(seed), arc \(arc)") }
      }
    }
    #expect(solved > 60)
  }

  private func randomNetwork(_ seed: UInt64) throws -> MinimumCostFlow {
    var numbers = TestNumbers(seed: seed)
    let nodes = numbers.whole(2...9)
    var supplies = (1..<nodes).map { _ in Int32(numbers.whole(-4...4)) }
    supplies.append(-supplies.reduce(0, +))
    var network = MinimumCostFlow(supplies: supplies)
    for _ in 0..<numbers.whole(nodes...5 * nodes) {
      let tail = Int32(numbers.whole(0...nodes - 1))
      let head = (tail + Int32(numbers.whole(1...nodes - 1))) % Int32(nodes)
      let lower = Int32(numbers.chance(0.1) ? numbers.whole(0...2) : 0)
      let capacity = numbers.chance(0.3) ? 1_000 : lower + Int32(numbers.whole(0...8))
      try network.addArc(
        from: tail, to: head, lower: lower, capacity: capacity, cost: Int32(numbers.whole(-3...20)))
    }
    return network
  }
}
