import Reports
import SupplyModel
import Testing

@Suite struct ForecastTableTests {
  @Test func aRowAMethodAndOneForTheChoice() {
    var summary = ForecastSummary(
      scenario: "s", periods: PlanningPeriods(first: Day(number: 0), days: 28, periodDays: 7))
    var smoothing = ForecastSummary.MethodLine(method: .exponentialSmoothing)
    smoothing.series = 1_200
    smoothing.units = 300
    smoothing.everywhere = ForecastSummary.Accuracy(
      meanMASE: 0.8765, medianMASE: 0.7, pinballShare: 0.1234, biasShare: -0.05)
    smoothing.lately = ForecastSummary.Accuracy(meanMASE: 1, medianMASE: 1, pinballShare: 0.5)
    var fallback = ForecastSummary.MethodLine(method: .mean)
    fallback.series = 3
    fallback.units = 100
    summary.methods = [smoothing, ForecastSummary.MethodLine(method: .croston), fallback]
    summary.chosen = ForecastSummary.Accuracy(meanMASE: 12.0004, medianMASE: nil, pinballShare: 0.1)
    #expect(
      ForecastTable(summary).text == """
        method                 series  demand    MASE  median  pinball    bias  MASE held out  pinball held out
        -------------------------------------------------------------------------------------------------------
        exponential_smoothing   1,200  75.00%   0.877   0.700   12.34%  -5.00%          1.000            50.00%
        mean                        3  25.00%       -       -        -       -              -                 -
        -------------------------------------------------------------------------------------------------------
        best of each series     1,203          12.000       -   10.00%       -              -                 -
        """)
  }
}
