import Benchmark
import LinearProgramming

/// A transport program of 20 sources and 30 sinks: from nothing, after new right-hand sides, after new costs; and a flow.
func registerSolves() {
  Benchmark("transport program, cold") { benchmark, model in
    for _ in benchmark.scaledIterations { blackHole(try model.solve()) }
  } setup: {
    try Transport().model()
  }

  // A thousand changes a measurement: one takes as long as some ticks of the clock.
  var many = Benchmark.defaultConfiguration
  many.scalingFactor = .kilo
  Benchmark("transport program, new right-hand sides", configuration: many) { benchmark, model in
    try model.withSolver { (solver) throws(LinearProgramError) in
      _ = try solver.solve()
      // Loading and the first solve are not what is asked.
      benchmark.startMeasurement()
      for turn in benchmark.scaledIterations {
        let demand = Double(5 + turn % 3)
        try solver.setBounds(ofRow: Int32(Transport.sources + turn % Transport.sinks), to: .equal(demand))
        blackHole(try solver.solve())
      }
      benchmark.stopMeasurement()
    }
  } setup: {
    try Transport().model()
  }

  Benchmark("transport program, new costs", configuration: many) { benchmark, model in
    try model.withSolver { (solver) throws(LinearProgramError) in
      _ = try solver.solve()
      benchmark.startMeasurement()
      for turn in benchmark.scaledIterations {
        let column = turn * 7 % (Transport.sources * Transport.sinks)
        try solver.setCost(ofColumn: Int32(column), to: Double(10 + turn * 13 % 90))
        blackHole(try solver.solve())
      }
      benchmark.stopMeasurement()
    }
  } setup: {
    try Transport().model()
  }

  Benchmark("transport as a flow") { benchmark, flow in
    for _ in benchmark.scaledIterations { blackHole(try flow.solve()) }
  } setup: {
    try Transport().flow()
  }
}

/// Costs by a fixed sequence, supply half as much again as demand.
struct Transport {
  static let sources = 20
  static let sinks = 30
  private let demand = 6

  private func cost(_ source: Int, _ sink: Int) -> Int { 10 + (source * 37 + sink * 61 + source * sink * 17) % 90 }

  private var supply: Int { Transport.sinks * demand * 3 / 2 / Transport.sources }

  /// Rows: supplies, then demands. Columns by source, then sink.
  func model() throws(LinearProgramError) -> LinearModel {
    var model = LinearModel()
    for _ in 0..<Transport.sources { try model.addRow(.atMost(Double(supply))) }
    for _ in 0..<Transport.sinks { try model.addRow(.equal(Double(demand))) }
    for source in 0..<Transport.sources {
      for sink in 0..<Transport.sinks {
        try model.addColumn(
          cost: Double(cost(source, sink)), rows: [Int32(source), Int32(Transport.sources + sink)],
          coefficients: [1, 1])
      }
    }
    return model
  }

  /// The same as a network; what the sources do not send goes to a sink of its own.
  func flow() throws(LinearProgramError) -> MinimumCostFlow {
    let idle = Transport.sources * supply - Transport.sinks * demand
    var flow = MinimumCostFlow()
    for _ in 0..<Transport.sources { flow.addNode(supply: Int32(supply)) }
    for _ in 0..<Transport.sinks { flow.addNode(supply: Int32(-demand)) }
    let rest = flow.addNode(supply: Int32(-idle))
    for source in 0..<Transport.sources {
      for sink in 0..<Transport.sinks {
        try flow.addArc(from: Int32(source), to: Int32(Transport.sources + sink), cost: Int32(cost(source, sink)))
      }
      try flow.addArc(from: Int32(source), to: rest, cost: 0)
    }
    return flow
  }
}
