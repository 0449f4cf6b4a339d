// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "AllotBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "Allot", path: ".."),
    // Without traits: its interposers of malloc and of the Swift runtime would be measured too.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    // What textbook.sh runs: a program of its own, since its peer is one too.
    .executableTarget(
      name: "Textbook",
      dependencies: [.product(name: "Replenishment", package: "Allot")],
      path: "Benchmarks/Textbook",
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
    // What replenish.sh runs beside `allot`: programs for other solvers, and Allot's own time for the same.
    .executableTarget(
      name: "Networks",
      dependencies: [
        .product(name: "SupplyModel", package: "Allot"),
        .product(name: "ScenarioFiles", package: "Allot"),
        .product(name: "Replenishment", package: "Allot"),
        .product(name: "LinearProgramming", package: "Allot"),
      ],
      path: "Benchmarks/Networks",
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "SupplyModel", package: "Allot"),
        .product(name: "ScenarioFiles", package: "Allot"),
        .product(name: "Fulfillment", package: "Allot"),
        .product(name: "LinearProgramming", package: "Allot"),
      ],
      // The tool looks for its targets below a folder of this name only.
      path: "Benchmarks/Kernels",
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
