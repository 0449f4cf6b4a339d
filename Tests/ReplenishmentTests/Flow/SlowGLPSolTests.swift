import Foundation
import LinearProgramming
import Replenishment
import TestSupport
import Testing

/// The network of a SKU, exported, through the stand-alone solver: nothing of ours but the text.
@Suite struct SlowGLPSolTests {
  private static let glpsol = ["/usr/bin/glpsol", "/usr/local/bin/glpsol", "/bin/glpsol"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test func theLeastCostIsGLPSols() throws {
    guard let glpsol = Self.glpsol else {
      print("glpsol is not installed: the differential test against it is skipped")
      return
    }
    let folder = try TemporaryFolder()
    var checked = 0
    for seed in 0..<300 as Range<UInt64> {
      let network = HandNetwork.random(9_000 + seed, periods: Int32(seed % 4) + 1)
      let found = try ReplenishmentProbe(network.scenario, forecast: network.forecast).network(0)
      guard found.model.columnCount > 0 else { continue }
      let objective = try #require(try self.objective(found.model, glpsol, folder), "seed \(seed): no optimum")
      #expect(abs(objective - found.cost) < 1e-5 * max(1, abs(found.cost)), "seed \(seed)")
      checked += 1
    }
    #expect(checked > 200)
  }

  /// nil where glpsol proves none.
  private func objective(_ model: LinearModel, _ glpsol: String, _ folder: TemporaryFolder) throws -> Double? {
    try folder.write(model.text(.freeMPS), to: "model.mps")
    let process = Process()
    process.executableURL = URL(filePath: glpsol)
    process.arguments = ["--freemps", folder.path(of: "model.mps"), "-w", folder.path(of: "solution.txt")]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let text = try String(contentsOfFile: folder.path(of: "solution.txt"), encoding: .utf8)
    // "s bas rows columns primal dual objective"
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("s ") }).split(separator: " ")
    return line[1] == "bas" && line[4] == "f" && line[5] == "f" ? line.last.flatMap { Double($0) } : nil
  }
}
