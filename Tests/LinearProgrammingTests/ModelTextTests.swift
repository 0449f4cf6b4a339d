import Foundation
import LinearProgramming
import Testing

@Suite struct ModelTextTests {
  private func sample() throws -> LinearModel {
    var model = LinearModel(.maximize)
    for bounds in [LinearBounds.atMost(4), .range(-1, 2.5), .equal(3), .free, .atLeast(0)] { try model.addRow(bounds) }
    try model.addColumn(cost: 3, rows: [0, 1, 3], coefficients: [1, -2, 1])
    try model.addColumn(cost: 0, bounds: .range(0.5, 3.5), isInteger: true, rows: [1, 2], coefficients: [1e-7, 1])
    try model.addColumn(cost: -1, bounds: .free)
    try model.addColumn(cost: 1, bounds: .atMost(-2))
    try model.setConstant(10)
    return model
  }

  @Test func cplexLP() throws {
    #expect(
      try sample().text(.cplexLP) == """
        Maximize
         obj: + 3.0 x0 + 0.0 x1 - 1.0 x2 + 1.0 x3 + 10.0 one
        Subject To
         r0: + 1.0 x0 <= 4.0
         r1: - 2.0 x0 + 1e-07 x1 - 1 s1 = -1.0
         r2: + 1.0 x1 = 3.0
         r4: + 0.0 x0 >= 0.0
        Bounds
         x0 >= 0.0
         1.0 <= x1 <= 3.0
         x2 free
         -inf <= x3 <= -2.0
         0 <= s1 <= 3.5
         one = 1
        Generals
         x1
        End

        """)
  }

  @Test func freeMPS() throws {
    #expect(
      try sample().text(.freeMPS) == """
        NAME model
        ROWS
         N obj
         L r0
         G r1
         E r2
         N r3
         G r4
        COLUMNS
         x0 obj -3.0
         x0 r0 1.0
         x0 r1 -2.0
         x0 r3 1.0
         M1 'MARKER' 'INTORG'
         x1 obj -0.0
         x1 r1 1e-07
         x1 r2 1.0
         E1 'MARKER' 'INTEND'
         x2 obj 1.0
         x3 obj -1.0
         one obj -10.0
        RHS
         RHS r0 4.0
         RHS r1 -1.0
         RHS r2 3.0
        RANGES
         RNG r1 3.5
        BOUNDS
         LO BND x0 0.0
         PL BND x0
         LO BND x1 1.0
         UP BND x1 3.0
         FR BND x2
         MI BND x3
         UP BND x3 -2.0
         FX BND one 1.0
        ENDATA

        """)
  }
}

/// The same models through the stand-alone solver: another path through the same mathematics, by way of our text.
@Suite struct SlowModelTextTests {
  private static let path = ["/usr/bin/glpsol", "/usr/local/bin/glpsol", "/bin/glpsol"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(arguments: [LinearModel.TextFormat.cplexLP, .freeMPS]) func glpsolAgrees(
    _ format: LinearModel.TextFormat
  ) throws {
    guard let glpsol = Self.path else {
      print("glpsol is not installed: the differential test against it is skipped")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "lp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var optimal = 0
    for seed in 0..<150 as Range<UInt64> {
      for integers in [false, true] {
        let model = try anyModel(seed: seed + 5_000, integers: integers)
        let found = try glpsolObjective(model, format, glpsol, folder)
        let ours = try model.solve()
        #expect((ours.status == .optimal) == (found != nil), "seed \(seed), integers \(integers): \(ours.status)")
        guard let found, ours.status == .optimal else { continue }
        optimal += 1
        #expect((found - ours.objective).magnitude < 1e-5 * max(1, found.magnitude), "seed \(seed) \(integers)")
      }
    }
    #expect(optimal > 60)
  }

  /// The optimum by glpsol; nil if it found none.
  private func glpsolObjective(
    _ model: LinearModel, _ format: LinearModel.TextFormat, _ glpsol: String, _ folder: URL
  ) throws -> Double? {
    let input = folder.appending(path: "model.txt")
    let output = folder.appending(path: "solution.txt")
    try? FileManager.default.removeItem(at: output)
    try model.text(format).write(to: input, atomically: false, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: glpsol)
    process.arguments = [format == .cplexLP ? "--lp" : "--freemps", input.path(), "--nopresol", "-w", output.path()]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "glpsol cannot read:\n\(model.text(format))")
    let text = try String(contentsOf: output, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("s ") }).split(separator: " ")
    // "s bas rows columns primal dual objective" or "s mip rows columns status objective"
    let isOptimal = line[1] == "bas" ? line[4] == "f" && line[5] == "f" : line[4] == "o"
    guard isOptimal, let last = line.last, let objective = Double(last) else { return nil }
    return format == .freeMPS && model.sense == .maximize ? -objective : objective
  }
}
