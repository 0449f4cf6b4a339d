import SupplyModel

/// One content that one source could send, with its priced cost.
struct SourceContent {
  /// What it fills, as a state of `ContentStates`.
  var state: Int32
  /// All units, those that ship alone included.
  var allUnits: Int32 = 0
  /// The main parcel.
  var units: Int32 = 0
  var weight: Int64 = 0
  var value: Int64 = 0
  var daysLate: Int32 = 0
}

/// Every content that each source of an order could send within what is left.
struct SourceContents {
  /// Grouped by source.
  private(set) var all: [SourceContent] = []
  /// First content of each source; one longer than the sources.
  private(set) var starts: [Int] = []
  /// Where lateness matters: the distinct days late beyond the least, ascending.
  private(set) var lateLevels: [Int32] = []

  /// - Complexity: O(sources x contents).
  mutating func prepare(_ problem: OrderProblem, _ states: ContentStates, _ query: WayQuery) {
    all.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    lateLevels.removeAll(keepingCapacity: true)
    for source in problem.sources.indices {
      starts.append(all.count)
      if problem.isOpen(source, query) && (problem.maxNewSources > 0 || problem.sources[source].isLocked) {
        append(source, problem, states, query)
      }
    }
    starts.append(all.count)
    if problem.latenessPerDay > 0 {
      lateLevels = Set(all.map(\.daysLate) + problem.sources.map(\.lockedDaysLate))
        .filter { $0 > problem.leastDaysLate }.sorted()
    }
  }

  private mutating func append(
    _ source: Int, _ problem: OrderProblem, _ states: ContentStates, _ query: WayQuery
  ) {
    let first = all.count
    let limit = problem.unitLimit(source, query)
    all.append(SourceContent(state: 0))
    for line in problem.lines.indices {
      let stock = problem.stockLimit(source: source, line: line, query)
      let step = states.unitsPerDigit[line]
      let most = min(states.digits[line], stock / step)
      guard most > 0 else { continue }
      let price = problem.unitPrice(source: source, line: line, prices: query.prices)
      let view = problem.lines[line]
      let end = all.count
      for digit in 1...most {
        let units = digit * step
        let cost = problem.lineCost(source: source, line: line, quantity: units)
        if cost >= infeasible { break }
        for index in first..<end {
          var content = all[index]
          guard content.allUnits + units <= limit else { continue }
          if problem.hasRepeatedSKU && !fits(content, line, units, stock, problem, states) { continue }
          content.state += digit * Int32(states.strides[line])
          content.allUnits += units
          content.value += cost + Int64(units) * price
          if view.shipsAlone {
            content.daysLate = max(
              content.daysLate,
              problem.daysLate(source: source, units: 0, weight: 0, aloneWeights: CollectionOfOne(view.weight)))
          } else {
            content.units += units
            content.weight += view.weight * Int64(units)
          }
          all.append(content)
        }
      }
    }
    finish(from: first, source, problem, query)
  }

  /// Whether a content still fits the stock row that it shares with other lines of one SKU.
  private func fits(
    _ content: SourceContent, _ line: Int, _ units: Int32, _ stock: Int32, _ problem: OrderProblem,
    _ states: ContentStates
  ) -> Bool {
    var taken = units
    for other in 0..<line where problem.lines[other].sku == problem.lines[line].sku {
      taken += states.digit(of: other, in: Int(content.state)) * states.unitsPerDigit[other]
    }
    return taken <= stock
  }

  /// Adds the main parcel, the source's price and the lateness; drops the empty content and those that no lane takes.
  private mutating func finish(from first: Int, _ source: Int, _ problem: OrderProblem, _ query: WayQuery) {
    let fixed = problem.sourcePrice(source, query)
    var kept = first
    for index in (first + 1)..<max(first + 1, all.count) {
      var content = all[index]
      let parcel = problem.parcelCost(source: source, units: content.units, weight: content.weight)
      if parcel >= infeasible { continue }
      content.value += fixed + parcel
      content.daysLate = max(
        content.daysLate,
        problem.daysLate(
          source: source, units: content.units, weight: content.weight, aloneWeights: EmptyCollection()),
        problem.lockedDaysLate(source: source, units: content.units))
      all[kept] = content
      kept += 1
    }
    all.removeSubrange(kept...)
  }
}
