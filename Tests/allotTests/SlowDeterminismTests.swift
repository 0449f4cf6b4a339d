import TestSupport
import Testing

/// The same input gives the same bytes, whatever the number of threads.
@Suite struct SlowDeterminismTests {
  @Test(arguments: ["optimal", "cheapest"])
  func threadsChangeNothing(policy: String) throws {
    let folder = try TemporaryFolder()
    // More orders than are decided as a whole, so that every stage of a large plan runs.
    let options = ["--nodes", "12", "--skus", "200", "--orders", "2300", "--zones", "10", "--seed", "5"]
    #expect(try Allot.run(["generate", folder.path(of: "s")] + options).exitCode == 0)
    try comparePlans(of: folder, policy: policy)
    // What covers prove is recomputed from their files.
    #expect(try Allot.run("audit", folder.path(of: "s"), "--bound", "--quiet").exitCode == 0)
  }

  /// The size where some stages give way to others that scale.
  @Test func threadsChangeNothingOnMediumScenarios() throws {
    let folder = try TemporaryFolder()
    #expect(try Allot.run("generate", folder.path(of: "s"), "--size", "M", "--seed", "7", "--quiet").exitCode == 0)
    try comparePlans(of: folder, policy: "optimal")
  }

  private func comparePlans(of folder: TemporaryFolder, policy: String) throws {
    var plans: [[String: [UInt8]]] = []
    for threads in ["1", "2", "3"] {
      let run = try Allot.run(
        "assign", folder.path(of: "s"), "--policy", policy, "--threads", threads, "--quiet")
      #expect(run.exitCode == 0)
      #expect(try Allot.run("audit", folder.path(of: "s"), "--threads", threads).exitCode == 0)
      plans.append(try folder.plan("s/out/assign"))
    }
    let covers = policy == "optimal" ? ["cover_prices.csv", "covers.csv"] : []
    #expect(plans[0].keys.sorted() == (planFiles.filter { $0 != "run.json" } + covers).sorted())
    #expect(plans[1] == plans[0])
    #expect(plans[2] == plans[0])
  }

  @Test func threadsChangeNothingWhereAllIsDecidedAtOnce() throws {
    let folder = try Repository.copy(of: "quickstart")
    var plans: [[String: [UInt8]]] = []
    for threads in ["1", "2", "3"] {
      try Allot.assign(folder, "--threads", threads)
      plans.append(try folder.plan("out/assign"))
    }
    #expect(plans[1] == plans[0])
    #expect(plans[2] == plans[0])
  }
}
