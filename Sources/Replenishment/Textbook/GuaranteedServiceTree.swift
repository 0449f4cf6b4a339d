/// Safety stock in a tree of stages, each of which promises to deliver within a service time whatever is ordered, as long
/// as demand stays within its bound.
///
/// With inbound time I (the longest promise of its suppliers), processing time T and promise S, a stage holds safety stock
/// for I + T - S periods: k x deviation x sqrt(I + T - S) units. The promises of least cost come from the dynamic
/// programme of Graves and Willems 2000 (Optimizing strategic safety stock placement in supply chains); Snyder and Shen,
/// Fundamentals of Supply Chain Theory, 2nd ed., section 6.3.
package struct GuaranteedServiceTree: Hashable, Sendable {
  package struct Stage: Hashable, Sendable {
    /// Money a unit and period, at least 0.
    package var holdingCost: Double
    /// Whole periods, from 0.
    package var processingTime: Int
    /// Of the demand a period that customers bring to this stage itself; stages that supply others add theirs up.
    package var demandDeviation: Double
    /// Standard deviations up to which demand is promised for.
    package var boundFactor: Double
    /// Periods that a supplier outside the tree takes.
    package var outsideInbound: Int
    /// The longest that customers may wait; nil: no customers, or as long as it takes.
    package var longestService: Int?

    package init(
      holdingCost: Double, processingTime: Int, demandDeviation: Double = 0, boundFactor: Double = 1,
      outsideInbound: Int = 0, longestService: Int? = nil
    ) {
      precondition(holdingCost >= 0 && processingTime >= 0 && outsideInbound >= 0, "costs and times are from 0")
      precondition(
        demandDeviation >= 0 && boundFactor >= 0 && longestService ?? 0 >= 0, "demand and promises are from 0")
      self.holdingCost = holdingCost
      self.processingTime = processingTime
      self.demandDeviation = demandDeviation
      self.boundFactor = boundFactor
      self.outsideInbound = outsideInbound
      self.longestService = longestService
    }
  }

  /// From the stage that supplies to the one that is supplied.
  package struct Link: Hashable, Sendable {
    package var supplier: Int
    package var customer: Int

    package init(from supplier: Int, to customer: Int) {
      self.supplier = supplier
      self.customer = customer
    }
  }

  /// Promises in periods, a stage each, and money a period.
  package struct Solution: Hashable, Sendable {
    package var serviceTimes: [Int]
    package var inboundTimes: [Int]
    package var cost: Double
  }

  package let stages: [Stage]
  package let links: [Link]
  /// Of the demand that reaches each stage, its customers' included: variances add up.
  package let demandDeviations: [Double]
  /// The longest time in which each stage can deliver with no stock anywhere.
  package let longestTimes: [Int]

  /// - Precondition: the links make one tree of all stages.
  package init(stages: [Stage], links: [Link]) {
    precondition(links.count == stages.count - 1, "a tree has one link less than stages")
    self.stages = stages
    self.links = links
    let order = GuaranteedServiceTree.suppliersFirst(stages.count, links)
    precondition(order.count == stages.count, "a tree has no circle")
    var variances = stages.map { $0.demandDeviation * $0.demandDeviation }
    for stage in order.reversed() {
      for link in links where link.customer == stage { variances[link.supplier] += variances[stage] }
    }
    demandDeviations = variances.map { $0.squareRoot() }
    var times = stages.map { $0.outsideInbound }
    for stage in order {
      times[stage] += stages[stage].processingTime
      for link in links where link.supplier == stage { times[link.customer] = max(times[link.customer], times[stage]) }
    }
    longestTimes = times
  }

  /// The promises of least cost; of equals the shortest. O(stages x longest time^2).
  package func best() -> Solution {
    var search = GuaranteedServiceSearch(self)
    return search.run()
  }

  /// What a stage costs a period.
  func cost(of stage: Int, inbound: Int, service: Int) -> Double {
    let net = Double(inbound + stages[stage].processingTime - service)
    return stages[stage].holdingCost * stages[stage].boundFactor * demandDeviations[stage] * net.squareRoot()
  }

  private static func suppliersFirst(_ count: Int, _ links: [Link]) -> [Int] {
    var waiting = [Int](repeating: 0, count: count)
    for link in links { waiting[link.customer] += 1 }
    var order = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for link in links where link.supplier == order[next] {
        waiting[link.customer] -= 1
        if waiting[link.customer] == 0 { order.append(link.customer) }
      }
      next += 1
    }
    return order
  }
}
