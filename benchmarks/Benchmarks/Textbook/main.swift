import Foundation
@_spi(Benchmarks) import Replenishment

// textbook FILE: solves the problems of a JSON file, each often enough to be timed, and prints values and seconds.

/// The answer, and the least seconds a call over ten stretches of calls that each last a hundredth of a second or more.
func timed(_ body: () -> TextbookKernels.Answer) -> (TextbookKernels.Answer, Double) {
  let clock = ContinuousClock()
  var answer = body()
  var calls = 1
  var least = Double.infinity
  var stretches = 0
  while stretches < 10 {
    let span = clock.measure { for _ in 0..<calls { answer = body() } }
    let seconds = Double(span.components.seconds) + Double(span.components.attoseconds) / 1e18
    if seconds < 0.01 {
      calls *= 2
    } else {
      least = min(least, seconds / Double(calls))
      stretches += 1
    }
  }
  return (answer, least)
}

func solve(_ instance: Instance) throws -> Measured {
  let missing = Incomplete(name: instance.name)
  if let stages = instance.stages, let links = instance.links {
    let (answer, seconds) = timed { TextbookKernels.tree(stages: stages, links: links) }
    return Measured(name: instance.name, values: answer.values, cost: answer.cost, seconds: seconds)
  }
  guard let stockout = instance.stockout, let mean = instance.mean else { throw missing }
  if let holding = instance.holding {
    let (answer, seconds) = timed {
      TextbookKernels.newsvendor(holding: holding, stockout: stockout, mean: mean, deviation: instance.deviation)
    }
    return Measured(name: instance.name, values: answer.values, cost: answer.cost, seconds: seconds)
  }
  guard let costs = instance.echelonHolding, let times = instance.leadTimes else { throw missing }
  let (answer, seconds) = timed {
    TextbookKernels.serial(
      echelonHolding: costs, leadTimes: times, stockout: stockout, mean: mean, deviation: instance.deviation)
  }
  let costOfLevels = instance.levels.map {
    TextbookKernels.serialCost(
      of: $0, echelonHolding: costs, leadTimes: times, stockout: stockout, mean: mean, deviation: instance.deviation)
  }
  return Measured(
    name: instance.name, values: answer.values, cost: answer.cost, seconds: seconds, costOfLevels: costOfLevels)
}

let instances = try JSONDecoder().decode(
  [Instance].self, from: Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
FileHandle.standardOutput.write(try encoder.encode(try instances.map(solve)))
