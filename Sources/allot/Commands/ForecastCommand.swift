import ArgumentParser
import Forecasting
import Reports
import ScenarioFiles
import SupplyModel

struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Expect demand by node and SKU, with quantiles, and show how well each method would have done.",
    discussion: """
      From forecast.csv where it has rows, else from demand.csv and orders.csv before as_of: for each node and SKU the \
      method that did best on past periods of the same length. Pinball is the loss of the quantiles and bias what was \
      forecast too much, both over the units asked for; "held out" is the last third of the comparisons, with methods \
      chosen before it.
      """)

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(help: "Where the forecast goes. Default: SCENARIO/out/forecast.")
  var output: String?

  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let scenario = try common.read(self.scenario, requires: [], clock: clock)
    common.show(scenario.notices)
    clock.begin("forecasting")
    let result = try Forecaster.forecast(scenario, threads: common.threads)
    clock.begin("quantiles")
    let quantiles = result.quantiles(threads: common.threads)
    let target = output ?? defaultOutput(self.scenario, "forecast")
    try common.write(to: target, command: "forecast", clock: clock) { folder in
      try ForecastWriter(scenario: scenario, threads: common.threads).write(
        result.forecast, quantiles, result.backtest, result.summary, notices: result.notices, to: folder)
    }
    common.show(result.notices)
    if !result.backtest.series.isEmpty { common.tell(ForecastTable(result.summary).text) }
    if common.json { print(result.summary.json(notices: result.notices), terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }
}
