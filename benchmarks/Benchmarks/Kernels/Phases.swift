import Benchmark
@_spi(Benchmarks) import Fulfillment

/// The phases of `optimal`, on one thread: 10,000 orders, 20 nodes.
func registerPhases() {
  register("tables") { blackHole($0.tables()) }
  register("candidates") { blackHole($0.candidates()) }
  register("one pass of prices") { blackHole($0.pricePass()) }
  register("bound") { blackHole($0.bound()) }
  register("rounding") { blackHole($0.rounding()) }
  register("one pass of improvement") { blackHole($0.improvementPass()) }
}

private func register(_ name: String, _ kernel: @escaping @Sendable (FulfillmentKernels) -> Void) {
  Benchmark(name) { benchmark, workload in
    for _ in benchmark.scaledIterations { kernel(workload.kernels) }
  } setup: {
    try Workload()
  }
}
