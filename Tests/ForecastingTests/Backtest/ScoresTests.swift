import Forecasting
import Testing

@Suite struct ScoresTests {
  /// Hyndman and Koehler 2006: the scale is the mean absolute error of the naive forecast in the training data. Beer as
  /// in the book (section 3.4), by season as there: MASE 0.94 for seasonal naive, 2.44 for the mean.
  @Test func scaledErrorsAreThePublishedOnes() {
    let training = PublishedSeries.beer.training
    let seasons = (0..<4).map { season in stride(from: season, to: 64, by: 4).map { training[$0] } }
    // All seasons have the same number of changes: the mean of their scales is the seasonal scale.
    let scale = seasons.reduce(0) { $0 + naiveScale($1) } / 4
    #expect(abs(13.40 / scale - 0.94) < 0.005)
    #expect(abs(34.825 / scale - 2.44) < 0.005)
  }

  @Test func changesAreAveraged() {
    #expect(naiveScale([1, 4, 2, 2]) == 5.0 / 3)
    #expect(naiveScale([7]) == 0)
    #expect(naiveScale([Double]()) == 0)
  }

  /// Koenker and Bassett 1978: what lacks is weighted by p, what is too much by 1 - p.
  @Test func pinballWeighsBothSides() {
    #expect(abs(pinballLoss(10, quantile: 6, probability: 0.9) - 3.6) < 1e-12)
    #expect(abs(pinballLoss(6, quantile: 10, probability: 0.9) - 0.4) < 1e-12)
    #expect(pinballLoss(6, quantile: 6, probability: 0.9) == 0)
  }
}
