import RandomStreams
import Replenishment
import Testing

@Suite struct GuaranteedServiceTreeTests {
  private typealias Stage = GuaranteedServiceTree.Stage
  private typealias Link = GuaranteedServiceTree.Link

  /// Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., example 6.5: 1 supplies 3, which supplies 2 and 4.
  @Test func exampleSixFive() {
    let tree = GuaranteedServiceTree(
      stages: [
        Stage(holdingCost: 1, processingTime: 2, outsideInbound: 1),
        Stage(holdingCost: 3, processingTime: 1, demandDeviation: 1, longestService: 0),
        Stage(holdingCost: 2, processingTime: 1),
        Stage(holdingCost: 3, processingTime: 1, demandDeviation: 1, longestService: 1),
      ], links: [Link(from: 0, to: 2), Link(from: 2, to: 1), Link(from: 2, to: 3)])
    let best = tree.best()
    #expect(best.serviceTimes == [0, 0, 0, 1])
    #expect(abs(best.cost - 8.277916867529369) < 1e-12)
    #expect(tree.longestTimes == [3, 5, 4, 5])
  }

  /// Graves and Willems 2000 (the bulldozer is larger; this is Snyder and Shen, figure 6.14, ten stages of a computer).
  @Test func figureSixFourteen() {
    let costs = [0.01, 0.03, 0.04, 0.06, 0.12, 0.13, 0.2, 0.08, 0.04, 0.5]
    let times = [2, 3, 2, 4, 2, 3, 6, 4, 3, 2]
    let tree = GuaranteedServiceTree(
      stages: costs.indices.map {
        Stage(
          holdingCost: costs[$0], processingTime: times[$0], demandDeviation: $0 == 9 ? 10 : 0,
          boundFactor: 1.6448536269514722, longestService: $0 == 9 ? 2 : nil)
      },
      links: [
        Link(from: 0, to: 1), Link(from: 1, to: 2), Link(from: 2, to: 4), Link(from: 3, to: 4), Link(from: 4, to: 5),
        Link(from: 5, to: 9), Link(from: 6, to: 9), Link(from: 7, to: 9), Link(from: 8, to: 9),
      ])
    let best = tree.best()
    #expect(abs(best.cost - 18.824004472592172) < 1e-9)
    #expect(best.serviceTimes == [0, 3, 5, 4, 7, 0, 0, 0, 0, 2])
  }

  /// Snyder and Shen, problems 6.7 (a chain) and 6.9 (two customers, a supplier's supplier).
  @Test func problems() {
    let chain = GuaranteedServiceTree(
      stages: [
        Stage(holdingCost: 4, processingTime: 2, demandDeviation: 10, boundFactor: 4, longestService: 0),
        Stage(holdingCost: 3, processingTime: 1, boundFactor: 4),
        Stage(holdingCost: 2, processingTime: 1, boundFactor: 4, outsideInbound: 1),
      ], links: [Link(from: 2, to: 1), Link(from: 1, to: 0)])
    #expect(abs(chain.best().cost - 357.77087639996637) < 1e-9)
    #expect(chain.best().serviceTimes == [0, 3, 2])
    let tree = GuaranteedServiceTree(
      stages: [
        Stage(
          holdingCost: 0.12054794520547946, processingTime: 7, demandDeviation: 4.1, boundFactor: 4, longestService: 3),
        Stage(
          holdingCost: 0.07671232876712329, processingTime: 7, demandDeviation: 6.2, boundFactor: 4, longestService: 3),
        Stage(holdingCost: 0.049315068493150684, processingTime: 21, boundFactor: 4),
        Stage(holdingCost: 0.0027397260273972603, processingTime: 3, boundFactor: 4),
        Stage(holdingCost: 0.010958904109589041, processingTime: 8, boundFactor: 4),
        Stage(holdingCost: 0.00410958904109589, processingTime: 2, boundFactor: 4),
      ],
      links: [
        Link(from: 2, to: 0), Link(from: 2, to: 1), Link(from: 3, to: 2), Link(from: 4, to: 2), Link(from: 5, to: 4),
      ])
    #expect(abs(tree.best().cost - 15.649530249501026) < 1e-9)
  }

  /// All promises of trees of up to five stages.
  @Test(arguments: 1...150)
  func everyPromiseTried(seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: "trees")
    let count = 1 + stream.uniform(below: 5)
    let stages = (0..<count).map { _ in
      Stage(
        holdingCost: stream.uniform(from: 0, to: 5), processingTime: stream.uniform(below: 3),
        demandDeviation: stream.bernoulli(0.5) ? stream.uniform(from: 1, to: 9) : 0,
        outsideInbound: stream.uniform(below: 2), longestService: stream.bernoulli(0.5) ? stream.uniform(below: 3) : nil
      )
    }
    let links = (1..<max(1, count)).map { stage in
      let other = stream.uniform(below: stage)
      return stream.bernoulli(0.5) ? Link(from: other, to: stage) : Link(from: stage, to: other)
    }
    let tree = GuaranteedServiceTree(stages: stages, links: links)
    let best = tree.best()
    #expect(abs(best.cost - enumerated(tree)) < 1e-9)
    for link in links { #expect(best.inboundTimes[link.customer] >= best.serviceTimes[link.supplier]) }
    for (index, stage) in stages.enumerated() {
      #expect(best.serviceTimes[index] <= stage.longestService ?? .max)
      #expect(best.inboundTimes[index] >= stage.outsideInbound)
      #expect(best.inboundTimes[index] + stage.processingTime >= best.serviceTimes[index])
    }
  }

  /// Waits follow from promises: the longest of the suppliers', and what a promise that is longer than that leaves.
  private func enumerated(_ tree: GuaranteedServiceTree) -> Double {
    var least = Double.infinity
    var services = [Int](repeating: 0, count: tree.stages.count)
    func go(_ stage: Int) {
      if stage == services.count {
        var cost = 0.0
        for (index, stage) in tree.stages.enumerated() {
          let promised = tree.links.filter { $0.customer == index }.map { services[$0.supplier] }.max() ?? 0
          let inbound = max(stage.outsideInbound, promised, services[index] - stage.processingTime)
          let net = Double(inbound + stage.processingTime - services[index])
          cost += stage.holdingCost * stage.boundFactor * tree.demandDeviations[index] * net.squareRoot()
        }
        least = min(least, cost)
        return
      }
      for service in 0...min(tree.longestTimes[stage], tree.stages[stage].longestService ?? .max) {
        services[stage] = service
        go(stage + 1)
      }
    }
    go(0)
    return least
  }
}
