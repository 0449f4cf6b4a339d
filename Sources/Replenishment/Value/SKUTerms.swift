import SupplyModel

/// What having and lacking units of a SKU costs, the same at every node (millionths a unit).
struct SKUTerms: Sendable {
  /// A unit asked for that is not there. 0 where shortages wait.
  var lost = 0.0
  /// A unit that somebody waits for at the end of each period; empty where shortages are lost.
  var waiting: [Double] = []
  /// A unit left at the end of each period, for that period.
  var holding: [Double] = []
  /// A unit held for a day.
  var holdingPerDay = 0.0
  /// The period in which the season ends; `periods.count` where it goes on.
  var seasonEnd: Int
  /// The last day of the season; nil where it goes on. What is taken in later has come for nothing.
  var lastDay: Day?
  /// A unit left at the end of the season: what it cost less what it still brings.
  var markdown = 0.0
  /// What the cheapest supplier charges less than a unit is taken to be worth: no gain from buying, since what is bought
  /// and left can be had at that price again.
  var discount = 0.0
  /// A unit that spoils.
  var unitCost = 0.0
  /// Whole periods after that of its arrival in which a unit can still be sold; nil = any.
  var shelfPeriods: Int?
  /// Days in which a unit can be sold, and days of a period.
  private var shelf: (days: Int32, period: Int32)?
  /// Transfers and purchases are multiples of it.
  var pack: Int32 = 1
  /// Whether the season has begun and has not ended: else nothing is moved or bought.
  var isTraded = true

  init(_ scenario: Scenario, _ sku: SKUIndex, periods: PlanningPeriods) {
    let settings = scenario.settings
    let goods = scenario.skus[Int(sku)]
    let margin = max(0, (goods.price ?? .zero).double - goods.unitCost.double)
    if let unfilled = settings.unfilled {
      lost = (unfilled.perUnit.double + unfilled.marginFactor.double * margin) * 1e6
    } else {
      lost = margin * 1e6
    }
    unitCost = goods.unitCost.double * 1e6
    let perDay = unitCost * goods.holdingRate.double / 365
    holdingPerDay = perDay
    holding = (0..<periods.count).map { perDay * Double(periods.length($0)) }
    if let perUnitDay = settings.replenishment.backorderPerUnitDay {
      waiting = (0..<periods.count).map { perUnitDay.double * 1e6 * Double(periods.length($0)) }
      lost = 0
    }
    seasonEnd = periods.count
    lastDay = goods.seasonEnd
    if let end = goods.seasonEnd {
      if end < periods.first {
        isTraded = false
        seasonEnd = -1
      } else if let period = periods.period(of: end) {
        seasonEnd = period
        markdown = max(0, unitCost - goods.salvageValue.double * 1e6)
      }
    }
    pack = goods.packSize
    shelf = goods.shelfLifeDays.map { ($0, periods.periodDays) }
    self = aged(0)
  }

  /// The same for goods that have had so many days of their life when they are taken in.
  func aged(_ days: Int32) -> SKUTerms {
    guard let shelf else { return self }
    var terms = self
    terms.shelfPeriods = max(0, Int(max(0, shelf.days - days) / shelf.period) - 1)
    return terms
  }

  /// Whether goods of a trip come while they can still be sold.
  func isInTime(_ trip: LinkSchedule.Trip) -> Bool {
    Int(trip.servesFrom) <= seasonEnd && lastDay.map { trip.arrives <= $0 } ?? true
  }
}
