import Forecasting
import SupplyModel

/// The levels that `LevelReview` steers by: those of levels.csv, elsewhere from what is expected to be asked for over
/// lead time and review, at the service level of scenario.yaml. The formulas are those of `LevelPolicy`.
package final class ReviewTargets: Sendable {
  /// By row: `min_max` orders where a row has so many or fewer.
  let least: FlatArray<Int32>
  /// By row: units to order up to; for `base_stock` a level of echelon stock.
  let most: FlatArray<Int32>
  /// By row: what its own customers are expected to ask for until the next review.
  let ownReview: FlatArray<Float>
  /// By row: demand at it and below over the days that its stock has to last.
  let means: FlatArray<Float>
  let deviations: FlatArray<Float>

  /// - Parameters:
  ///   - forecast: nil where levels.csv alone holds: rows without a level there order nothing.
  ///   - reviewDays: from one review to the next.
  /// - Complexity: O(rows x tiers), and a quantile for each row without a level.
  package init(
    _ scenario: Scenario, structure: ReviewStructure, stock: StockTable, forecast: DemandForecast?,
    policy: ReplenishmentPolicy, reviewDays: Int32, threads: Int
  ) {
    let count = structure.nodes.count
    let isEchelon = policy == .baseStock
    var means = [Double](repeating: 0, count: count)
    var variances = means
    var nextMeans = means
    var own = [Float](repeating: 0, count: count)
    if let forecast {
      for (index, expected) in forecast.rows.enumerated() {
        let row = Int(stock.row(node: expected.node, sku: expected.sku))
        guard row >= 0 else { continue }
        let next = CoverDemand.over(reviewDays, from: 0, forecast, row: index).mean
        own[row] = Float(next)
        var above = Int32(row)
        while above >= 0 {
          let place = Int(above)
          let downstream = isEchelon ? structure.downstreamDays[place] : 0
          let cover = CoverDemand.over(
            structure.leadDays[place] + downstream + reviewDays, from: 0, forecast, row: index)
          means[place] += cover.mean
          variances[place] += cover.variance
          nextMeans[place] += next
          above = structure.parents[place]
        }
      }
    }
    let serviceLevel = scenario.settings.replenishment.serviceLevel ?? LevelPolicy.defaultServiceLevel
    let size = 65_536
    let (coverMeans, coverVariances, reviewMeans) = (means, variances, nextMeans)
    let parts = concurrentMap((count + size - 1) / size, threads: threads) { part in
      let range = part * size..<min(count, (part + 1) * size)
      return range.map { row -> (least: Int32, most: Int32) in
        guard structure.isReplenished(row) else { return (0, 0) }
        let level = structure.levels[row] >= 0 ? scenario.levels[Int(structure.levels[row])] : nil
        func quantile() -> Int32 {
          guard coverMeans[row] > 0 else { return 0 }
          let demand = DemandDistribution(mean: coverMeans[row], variance: coverVariances[row])
          return Int32(clamping: demand.quantile(serviceLevel))
        }
        if isEchelon { return (0, level?.baseStock ?? quantile()) }
        // Nothing is asked for and no level says otherwise: nothing is ordered, not even at an empty shelf, but for who
        // waits.
        guard level?.minimum != nil || level?.maximum != nil || coverMeans[row] > 0 else { return (-1, 0) }
        let least = level?.minimum ?? level?.maximum.map { $0 / 2 } ?? quantile()
        let next = reviewMeans[row]
        return (least, level?.maximum ?? max(least, Int32(clamping: Int((Double(least) + next).rounded(.up)))))
      }
    }
    let levels = parts.flatMap(\.self)
    least = FlatArray(levels.map(\.least), padding: 0)
    most = FlatArray(levels.map(\.most), padding: 0)
    ownReview = FlatArray(own, padding: 0)
    // Where nothing is forecast, levels say how much each row sells: what is short is divided by them.
    let isBlind = forecast == nil
    self.means = FlatArray(
      means.indices.map { isBlind ? Float(levels[$0].most) : Float(means[$0]) }, padding: 0)
    deviations = FlatArray(
      variances.indices.map { Float((isBlind ? Double(max(0, levels[$0].most)) : variances[$0]).squareRoot()) },
      padding: 0)
  }
}
