import TestSupport
import Testing

extension Allot {
  /// Plans with `assign` into the folder's `out/assign` and audits the plan: no plan of a test goes unaudited.
  /// - Returns: the run of `assign`.
  @discardableResult
  static func assign(_ folder: TemporaryFolder, _ options: String...) throws -> Run {
    let run = try run(["assign", folder.path] + options)
    try #require(run.exitCode == 0, "\(run.errors)")
    try audit(folder)
    return run
  }

  /// Audits a plan and requires that nothing is wrong with it.
  static func audit(_ folder: TemporaryFolder, plan: String = "out/assign") throws {
    let run = try run("audit", folder.path, "--plan", folder.path(of: plan), "--quiet")
    try #require(run.exitCode == 0, "\(run.output)\(run.errors)")
  }
}
