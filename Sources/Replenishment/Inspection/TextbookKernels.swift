import Forecasting

/// The door through which the benchmarks reach the textbook models, all in plain numbers. Nothing else uses it.
@_spi(Benchmarks) public enum TextbookKernels {
  /// A best policy: levels, quantities or promises, and its cost.
  public struct Answer: Sendable {
    /// A stage each, or one.
    public let values: [Double]
    /// Money a period.
    public let cost: Double
  }

  /// `Newsvendor`; without a deviation demand is Poisson.
  public static func newsvendor(holding: Double, stockout: Double, mean: Double, deviation: Double?) -> Answer {
    let newsvendor = Newsvendor(holdingCost: holding, stockoutCost: stockout)
    let best =
      if let deviation {
        newsvendor.best(mean: mean, standardDeviation: deviation)
      } else {
        newsvendor.best(DemandDistribution(mean: mean, variance: mean))
      }
    return Answer(values: [best.quantity], cost: best.cost)
  }

  /// `SerialSystem`, stages from the customer up; without a deviation demand is Poisson.
  public static func serial(
    echelonHolding: [Double], leadTimes: [Double], stockout: Double, mean: Double, deviation: Double?
  ) -> Answer {
    let best = system(echelonHolding, leadTimes, stockout, mean, deviation).best()
    return Answer(values: best.echelonLevels, cost: best.cost)
  }

  /// The cost of levels that another program found, on a grid eight times as fine.
  public static func serialCost(
    of levels: [Double], echelonHolding: [Double], leadTimes: [Double], stockout: Double, mean: Double,
    deviation: Double?
  ) -> Double {
    system(echelonHolding, leadTimes, stockout, mean, deviation)
      .cost(ofEchelonLevels: levels, steps: 8 * SerialSystem.usualSteps)
  }

  /// `GuaranteedServiceTree`; a stage is holding cost, processing time, deviation of its customers' demand, bound
  /// factor, outside inbound time and longest service (below 0: none), a link supplier and customer.
  public static func tree(stages: [[Double]], links: [[Int]]) -> Answer {
    let tree = GuaranteedServiceTree(
      stages: stages.map {
        GuaranteedServiceTree.Stage(
          holdingCost: $0[0], processingTime: Int($0[1]), demandDeviation: $0[2], boundFactor: $0[3],
          outsideInbound: Int($0[4]), longestService: $0[5] < 0 ? nil : Int($0[5]))
      }, links: links.map { GuaranteedServiceTree.Link(from: $0[0], to: $0[1]) })
    let best = tree.best()
    return Answer(values: best.serviceTimes.map { Double($0) }, cost: best.cost)
  }

  private static func system(
    _ echelonHolding: [Double], _ leadTimes: [Double], _ stockout: Double, _ mean: Double, _ deviation: Double?
  ) -> SerialSystem {
    SerialSystem(
      stages: zip(echelonHolding, leadTimes).map { SerialSystem.Stage(echelonHoldingCost: $0, leadTime: $1) },
      stockoutCost: stockout,
      demand: deviation.map { .normal(mean: mean, standardDeviation: $0) }
        ?? .counts(DemandDistribution(mean: mean, variance: mean)))
  }
}
