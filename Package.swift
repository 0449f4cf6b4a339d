// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: Swift 6 language mode, warnings are errors.
let swiftSettings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
let cSettings: [CSetting] = [.treatAllWarnings(as: .error)]

/// A room of the house (see README.md, "How the code is laid out"); `dependencies` are the rooms above it.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ room: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: "\(room)Tests", dependencies: [.target(name: room)] + dependencies, swiftSettings: swiftSettings)
}

let package = Package(
  name: "Allot",
  products: [
    .executable(name: "allot", targets: ["allot"]),
    .library(name: "LinearProgramming", targets: ["LinearProgramming"]),
    .library(name: "SupplyModel", targets: ["SupplyModel"]),
    .library(name: "Fulfillment", targets: ["Fulfillment"]),
    .library(name: "Replenishment", targets: ["Replenishment"]),
    .library(name: "ScenarioFiles", targets: ["ScenarioFiles"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CGLPK"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CFileExchange"),
    .target(name: "CGLPKShim", cSettings: cSettings, linkerSettings: [.linkedLibrary("glpk")]),
    room("LinearProgramming", ["CGLPK", "CGLPKShim"]),
    room("SupplyModel"),
    room("RandomStreams"),
    room("Forecasting", ["SupplyModel", "RandomStreams"]),
    room("Replenishment", ["SupplyModel", "RandomStreams", "LinearProgramming", "Forecasting"]),
    room("Fulfillment", ["SupplyModel", "RandomStreams", "LinearProgramming"]),
    room(
      "ScenarioFiles",
      ["SupplyModel", "RandomStreams", "CZlib", "CFileExchange", .product(name: "Yams", package: "Yams")]),
    room(
      "Simulation",
      ["SupplyModel", "RandomStreams", "LinearProgramming", "Forecasting", "Fulfillment", "Replenishment"]),
    room("Assortment", ["SupplyModel"]),
    room("Studies", ["SupplyModel", "ScenarioFiles"]),
    room("Reports", ["SupplyModel"]),
    .executableTarget(
      name: "allot",
      dependencies: [
        "Assortment", "Forecasting", "Fulfillment", "Replenishment", "Simulation", "ScenarioFiles", "Reports",
        "LinearProgramming", "Studies", "SupplyModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),

    .target(
      name: "TestSupport", dependencies: ["SupplyModel", "RandomStreams", "ScenarioFiles"], path: "Tests/TestSupport",
      swiftSettings: swiftSettings),
    tests("LinearProgramming"),
    tests("SupplyModel", ["TestSupport"]),
    tests("RandomStreams"),
    tests("Forecasting", ["SupplyModel", "TestSupport", "ScenarioFiles", "RandomStreams"]),
    tests(
      "Replenishment",
      ["SupplyModel", "TestSupport", "ScenarioFiles", "RandomStreams", "LinearProgramming", "Forecasting"]),
    tests("Fulfillment", ["TestSupport", "ScenarioFiles", "RandomStreams", "LinearProgramming"]),
    tests(
      "Simulation",
      ["SupplyModel", "TestSupport", "ScenarioFiles", "RandomStreams", "Forecasting", "Fulfillment", "Replenishment"]),
    tests("ScenarioFiles", ["TestSupport", "RandomStreams"]),
    tests("Assortment", ["SupplyModel", "TestSupport", "ScenarioFiles", "RandomStreams"]),
    tests("Reports", ["SupplyModel", "TestSupport"]),
    tests("Studies", ["SupplyModel", "ScenarioFiles", "TestSupport"]),
    .testTarget(
      name: "allotTests", dependencies: ["TestSupport", "ScenarioFiles", "Studies", "SupplyModel", "allot"],
      swiftSettings: swiftSettings),
  ]
)
