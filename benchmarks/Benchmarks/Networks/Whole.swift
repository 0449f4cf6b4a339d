import Foundation
import LinearProgramming
@_spi(Benchmarks) import Replenishment
@_spi(Benchmarks) import ScenarioFiles

/// All SKUs together.
func whole(_ scenario: String, into folder: URL, threads: Int) throws -> WholeAnswer {
  let kernels = try ReplenishmentKernels(try FileKernels.readStock(scenario, threads: threads), threads: threads)
  let clock = ContinuousClock()
  let start = clock.now
  let answer = try kernels.planned()
  let seconds = (clock.now - start).inSeconds
  let program = try kernels.wholeProgram(answer, hasPlannersJourneys: false)
  try write(program.model, "whole", folder)
  try write(try kernels.wholeProgram(answer, hasPlannersJourneys: true).model, "journeys", folder)
  return WholeAnswer(
    rows: program.model.rowCount, columns: program.model.columnCount, entries: program.model.entryCount,
    constant: program.constant, objective: answer.objective, lowerBound: answer.lowerBound, seconds: seconds)
}

private func write(_ model: LinearModel, _ name: String, _ folder: URL) throws {
  try model.text(.freeMPS).write(to: folder.appendingPathComponent("\(name).mps"), atomically: false, encoding: .utf8)
}
