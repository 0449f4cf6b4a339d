import SupplyModel

/// What serving an order of one line from one source costs, all of it or parts.
struct FacilityPlace {
  /// Units that could go: all of the order unless it may be divided.
  private(set) var units: Int32
  /// The exact cost of all of it (millionths); `infeasible` where only a part can go.
  private(set) var wholeCost = infeasible
  /// A cost of all of it such that a part costs no less than its share, lateness included.
  private(set) var leastCost = infeasible

  /// - Returns: nil where nothing can go.
  /// - Complexity: O(units x bands) where it may be divided.
  init?(_ problem: OrderProblem, source: Int, isDivided: Bool) {
    let quantity = problem.lines[0].quantity
    let resources = problem.tables.resources
    let (place, row) = (problem.sources[source], problem.rows[source])
    guard row >= 0, resources.limits[resources.capacityOrders(place.node)] > 0 else { return nil }
    units = min(quantity, resources.limits[resources.stock(row)], resources.limits[resources.protected(row)])
    units = min(units, resources.limits[resources.capacityUnits(place.node)])
    if place.lane >= 0 { units = min(units, resources.limits[Int(place.lane)]) }
    guard units > 0, isDivided || units == quantity else { return nil }
    if units == quantity {
      wholeCost = problem.cost(of: [Piece(source: Int32(source), line: 0, quantity: quantity)])
      leastCost = wholeCost
    }
    if isDivided {
      let late = leastLateness(problem, source)
      for part in 1...units {
        let cost = FacilityPlace.cost(problem, source, part)
        guard cost < infeasible else { continue }
        leastCost = min(leastCost, FacilityPlace.scaled(cost, from: part, to: quantity) + late)
      }
    }
    guard leastCost < infeasible else { return nil }
  }

  /// A part's share of the lateness of its order, counted for the whole: the latest part is as late as the average.
  private func leastLateness(_ problem: OrderProblem, _ source: Int) -> Int64 {
    guard problem.latenessPerDay > 0 else { return 0 }
    var days = Int32.max
    for part in 1...units { days = min(days, FacilityPlace.daysLate(problem, source, part)) }
    return problem.latenessPerDay * Int64(days)
  }

  private static func daysLate(_ problem: OrderProblem, _ source: Int, _ units: Int32) -> Int32 {
    let line = problem.lines[0]
    return problem.daysLate(
      source: source, units: line.shipsAlone ? 0 : units, weight: line.weight * Int64(units),
      aloneWeights: line.shipsAlone ? [line.weight] : [])
  }

  /// What sending a part costs, lateness and what stays unfilled apart.
  private static func cost(_ problem: OrderProblem, _ source: Int, _ units: Int32) -> Int64 {
    let line = problem.lines[0]
    let cost = problem.lineCost(source: source, line: 0, quantity: units)
    guard cost < infeasible, !line.shipsAlone else { return cost }
    let parcel = problem.parcelCost(source: source, units: units, weight: line.weight * Int64(units))
    return parcel < infeasible ? cost + parcel : infeasible
  }

  /// A part's cost times what the whole is to it, rounded down.
  static func scaled(_ cost: Int64, from part: Int32, to whole: Int32) -> Int64 {
    let (product, isTooMuch) = cost.multipliedReportingOverflow(by: Int64(whole))
    // Still no more than the share of the whole, or else too much for any table.
    if isTooMuch { return cost < 0 ? -infeasible : cost }
    let quotient = product / Int64(part)
    return product < 0 && product % Int64(part) != 0 ? quotient - 1 : quotient
  }
}
