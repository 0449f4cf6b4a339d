import Studies
import Testing

@Suite struct RunRequestTests {
  @Test func isReadBackAsItWas() throws {
    let request = RunRequest(
      run: "17", command: .simulate, scenario: "/a \"b\"/1", policy: "optimal+planned@unified", replication: 3,
      seed: .max)
    #expect(try RunRequest(json: request.json) == request)
    #expect(!request.json.contains("\n"))
  }

  @Test func defaults() throws {
    let line = #"{"run": "x", "command": "assign", "scenario": "s", "policy": "optimal"}"#
    let request = try RunRequest(json: line)
    #expect(request.run == "\"x\"")
    #expect(request.replication == 1)
    #expect(request.seed == nil)
    #expect(try RunRequest(json: request.json) == request)
  }

  @Test(arguments: [
    ("{", "is not JSON: expected a key in quotes"),
    ("[]", "is an array; expected an object"),
    (#"{"command": "assign"}"#, "run is missing; expected a number or a string"),
    (#"{"run": null}"#, "run is null; expected a number or a string"),
    (#"{"run": 1, "rum": 2}"#, "unknown key \"rum\"; maybe you meant \"run\"?"),
    (#"{"run": 1}"#, "command is missing; expected a text"),
    (
      #"{"run": 1, "command": "asign"}"#,
      "\"asign\" is not a command of runs; expected one of assign, simulate; maybe you meant \"assign\"?"
    ),
    (#"{"run": 1, "command": "assign"}"#, "scenario is missing; expected a text"),
    (#"{"run": 1, "command": "assign", "scenario": "s", "policy": 3}"#, "policy is 3; expected a text"),
    (
      #"{"run": 1, "command": "assign", "scenario": "s", "policy": "x"}"#,
      "\"x\" is not a policy of assign; expected one of optimal, cheapest, central-first, nearest-store-first"
    ),
    (
      #"{"run": 1, "command": "assign", "scenario": "s", "policy": "optimal", "replication": 0}"#,
      "replication is 0; expected a whole number from 1"
    ),
    (
      #"{"run": 1, "command": "assign", "scenario": "s", "policy": "optimal", "seed": 1.5}"#,
      "seed is 1.5; expected a whole number"
    ),
  ])
  func refuses(line: String, message: String) {
    do throws(RunRequest.Fault) {
      _ = try RunRequest(json: line)
      Issue.record("read \(line)")
    } catch {
      #expect(error.message.hasPrefix(message), "\(error.message)")
    }
  }
}

@Suite struct RunResultTests {
  @Test func isReadBackAsItWas() throws {
    let result = RunResult(
      run: "4", metrics: [Metric("a", 0.1), Metric("b", nil), Metric("c", -1e300), Metric("d", 5e-300), Metric("e", 3)])
    #expect(result.json == #"{"run": 4, "metrics": {"a": 0.1, "b": null, "c": -1e+300, "d": 5e-300, "e": 3.0}}"#)
    #expect(RunResult(json: Array(result.json.utf8)) == result)
  }

  @Test func infinityIsUndefined() {
    #expect(
      RunResult(run: "1", metrics: [Metric("a", .infinity), Metric("b", .nan)]).json.contains(#""a": null, "b": null"#))
  }

  @Test(arguments: [
    "", "{}", #"{"run": 1}"#, #"{"metrics": {}}"#, #"{"run": 1, "metrics": {"a": "1"}}"#, "{\"run\": 1, \"me",
  ])
  func refuses(line: String) { #expect(RunResult(json: Array(line.utf8)) == nil) }
}
