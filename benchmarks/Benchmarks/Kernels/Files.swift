import Benchmark
@_spi(Benchmarks) import ScenarioFiles

/// Reading a scenario and writing a plan: 10,000 orders.
func registerFiles() {
  Benchmark("read a scenario") { benchmark, workload in
    for _ in benchmark.scaledIterations { blackHole(try FileKernels.read(workload.folder, threads: 1)) }
  } setup: {
    try Workload()
  }

  Benchmark("write a plan") { benchmark, workload in
    for _ in benchmark.scaledIterations {
      try FileKernels.write(workload.plan, of: workload.scenario, beside: workload.output)
    }
  } setup: {
    try Workload()
  }
}
