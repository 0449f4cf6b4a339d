import SupplyModel

/// More than any real cost, with room to add a few of them up.
let infeasible = Int64.max / 8

extension OrderProblem {
  /// What unfilled units cost, in millionths: one rounding for the order's priority.
  /// - Parameter unfilledUnits: units of each open line that stay unfilled.
  /// - Complexity: O(lines).
  func unfilledCost(_ unfilledUnits: (Int) -> Int32) -> Int64 {
    var cost: Int64 = 0
    var isComplete = true
    for line in lines.indices {
      let units = unfilledUnits(line)
      guard units > 0 else { continue }
      isComplete = false
      cost += penalty.perLine.millionths + Int64(units) * lines[line].unfilledPerUnit
    }
    return isComplete ? 0 : weighted(cost + penalty.perOrder.millionths)
  }

  /// An unfilled penalty times the order's priority, rounded.
  @inline(__always)
  func weighted(_ penalty: Int64) -> Int64 {
    priority == .one ? penalty : Money(millionths: penalty).times(priority).millionths
  }

  /// Everything that units of a line cost at a source but the main parcel: handling and use by unit, commission, and
  /// the parcels of units that ship alone. `infeasible` where such a unit is too heavy for the lane.
  /// - Complexity: O(bands).
  func lineCost(source: Int, line: Int, quantity: Int32) -> Int64 {
    let place = sources[source]
    let view = lines[line]
    let facts = tables.nodes[Int(place.node)]
    let use = tables.stock.useCost[Int(rows[source * lines.count + line])]
    var cost = Int64(quantity) * (facts.handlingPerUnit + use)
    if facts.commissionRate.billionths != 0 {
      cost += Money(millionths: view.unitPrice * Int64(quantity)).times(facts.commissionRate).millionths
    }
    if view.shipsAlone {
      var unit = facts.handlingPerShipment
      if place.arc >= 0 {
        guard let band = tables.band(place.arc, weight: view.weight) else { return infeasible }
        unit += band.cost(units: 1, weight: view.weight)
      }
      cost += unit * Int64(quantity)
    }
    return cost
  }

  /// What a main parcel adds at a source, the locked content of that parcel included; `infeasible` where no lane
  /// takes it.
  /// - Complexity: O(bands).
  @inline(__always)
  func parcelCost(source: Int, units: Int32, weight: Int64) -> Int64 {
    guard units > 0 else { return 0 }
    let place = sources[source]
    var cost = tables.nodes[Int(place.node)].handlingPerShipment - place.lockedParcelCost
    if place.arc >= 0 {
      guard let band = tables.band(place.arc, weight: weight + place.lockedWeight) else { return infeasible }
      cost += band.cost(units: units + place.lockedUnits, weight: weight + place.lockedWeight)
    }
    return cost
  }

  /// Whole days by which open lines of some content from a source are late; 0 without a promise.
  /// - Parameters:
  ///   - units: units of the main parcel, of `weight` milligrams.
  ///   - alone: the weights of units that ship alone.
  func daysLate(source: Int, units: Int32, weight: Int64, aloneWeights: some Sequence<Int64>) -> Int32 {
    guard latenessPerDay > 0 else { return 0 }
    let place = sources[source]
    var transit: Int32 = 0
    if place.arc >= 0 {
      if units > 0, let band = tables.band(place.arc, weight: weight + place.lockedWeight) {
        transit = band.transitDays
      }
      for weight in aloneWeights {
        if let band = tables.band(place.arc, weight: weight) { transit = max(transit, band.transitDays) }
      }
    }
    return max(0, place.daysToShip + transit - promiseDays)
  }

  /// Days late of what is locked at a source beside a main parcel of so many open units.
  @inline(__always)
  func lockedDaysLate(source: Int, units: Int32) -> Int32 {
    units > 0 ? sources[source].lockedAloneDaysLate : sources[source].lockedDaysLate
  }

  /// What it adds to the order's cost that its latest shipment is so many days late: less than nothing where lines
  /// that join a locked parcel speed it up.
  @inline(__always)
  func latenessCost(_ daysLate: Int32) -> Int64 {
    latenessPerDay * Int64(max(leastDaysLate, daysLate) - lockedDaysLate)
  }

  /// Days late of what is locked at any source while one sends a main parcel of so many open units.
  /// - Complexity: O(sources).
  func lockedDaysLate(whileSending source: Int, units: Int32) -> Int32 {
    var late = lockedDaysLate(source: source, units: units)
    for other in sources.indices where other != source { late = max(late, sources[other].lockedDaysLate) }
    return late
  }

  /// What a way costs beyond the order's locked shipments, activation apart: the exact figure of the cost model.
  /// - Parameter pieces: in any order; at most one for each source and line.
  /// - Returns: millionths; `infeasible` where a lane does not take a parcel.
  /// - Complexity: O(pieces log pieces).
  func cost(of pieces: [Piece]) -> Int64 {
    var cost: Int64 = 0
    var filled = [Int32](repeating: 0, count: lines.count)
    var latest: Int32 = 0
    if lockedDaysLate > 0 {
      for source in sources.indices where !pieces.contains(where: { Int($0.source) == source }) {
        latest = max(latest, sources[source].lockedDaysLate)
      }
    }
    let sorted = pieces.sorted { ($0.source, $0.line) < ($1.source, $1.line) }
    var start = 0
    while start < sorted.count {
      let source = Int(sorted[start].source)
      var (units, weight, end) = (Int32(0), Int64(0), start)
      var alone: [Int64] = []
      while end < sorted.count && Int(sorted[end].source) == source {
        let piece = sorted[end]
        let view = lines[Int(piece.line)]
        let part = lineCost(source: source, line: Int(piece.line), quantity: piece.quantity)
        if part >= infeasible { return infeasible }
        cost += part
        filled[Int(piece.line)] += piece.quantity
        if view.shipsAlone {
          alone.append(view.weight)
        } else {
          units += piece.quantity
          weight += view.weight * Int64(piece.quantity)
        }
        end += 1
      }
      let parcel = parcelCost(source: source, units: units, weight: weight)
      if parcel >= infeasible { return infeasible }
      cost += parcel
      latest = max(latest, daysLate(source: source, units: units, weight: weight, aloneWeights: alone))
      latest = max(latest, lockedDaysLate(source: source, units: units))
      start = end
    }
    return cost + latenessCost(latest) + unfilledCost { lines[$0].quantity - filled[$0] }
  }
}
