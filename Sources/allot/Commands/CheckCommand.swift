import ArgumentParser
import Reports
import ScenarioFiles
import SupplyModel

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a whole scenario and print its faults, or a table of what is there.")

  @Argument(help: "The scenario folder.")
  var scenario: String

  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let scenario = try common.read(scenario, requires: [], clock: clock)
    _ = clock.finish()
    common.show(scenario.notices)
    let contents = ScenarioContents(scenario)
    if common.json {
      print(contents.json(notices: scenario.notices), terminator: "")
    } else if !common.quiet {
      print(ContentsTable(contents).text)
    }
    common.say("no faults")
    if scenario.orders.isEmpty { common.say("note: no orders: enough to read, not to assign") }
    if scenario.settings.unfilled == nil {
      common.say("note: scenario.yaml has no `unfilled` penalty, which assign requires")
    }
  }
}
