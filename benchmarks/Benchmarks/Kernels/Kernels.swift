import Benchmark

/// All microbenchmarks. Trust wall clock and throughput; the instruction counters are not there on most virtual machines.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 1_000)
  registerFiles()
  registerPhases()
  registerSolves()
}
