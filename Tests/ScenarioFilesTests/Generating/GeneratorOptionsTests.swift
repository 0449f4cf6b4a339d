import ScenarioFiles
import Testing

@Suite struct GeneratorOptionsTests {
  @Test func namedSizesAreThoseOfTheBenchmarks() {
    let sizes = GeneratorOptions.Size.allCases.map { size in
      let options = GeneratorOptions(size: size)
      return [options.nodes, options.zones, options.skus, options.orders, options.days]
    }
    #expect(
      sizes == [
        [10, 30, 60, 500, 1], [20, 50, 1000, 10_000, 1], [200, 300, 10_000, 100_000, 1],
        [1000, 1000, 50_000, 1_000_000, 1],
      ])
    #expect(GeneratorOptions.Size(rawValue: "XL") == nil)
  }

  @Test func activationCostsOnlyInTheSmallest() {
    for size in GeneratorOptions.Size.allCases {
      let options = GeneratorOptions(size: size)
      #expect((options.warehouseActivation, options.storeActivation) == (size == .xs ? (60, 25) : (0, 0)))
    }
  }

  @Test func allFaultsAreReportedTogether() {
    let options = GeneratorOptions(nodes: 0, zones: -1, skus: 5_000_001, orders: 0, days: 4000)
    #expect {
      try generateScenario(options)
    } throws: { error in
      "\(error)" == """
        nodes: 0 is not within 1 to 20000
        zones: -1 is not within 1 to 100000
        skus: 5000001 is not within 1 to 5000000
        orders: 0 is not within 1 to 50000000
        days: 4000 is not within 1 to 3660
        """
    }
  }

  @Test func sharesOutsideTheirRangeAreFaults() {
    var options = GeneratorOptions()
    options.shortSkuShare = 1.5
    options.capacityRatio = .nan
    options.ruralShare = -0.1
    options.walkInRatio = .infinity
    options.warehouseActivation = -1
    options.name = "two words"
    #expect {
      try options.validate()
    } throws: { ($0 as? GeneratorOptionsError)?.faults.count == 6 }
  }

  @Test func tooManyLanesAreAFault() {
    let options = GeneratorOptions(nodes: 20_000, zones: 100_000, skus: 1, orders: 1)
    #expect {
      try options.validate()
    } throws: { "\($0)".contains("nodes x zones (each pair is a row of lanes.csv): 2000000000 is not within") }
  }
}
