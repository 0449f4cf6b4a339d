import SupplyModel

/// The dynamic program over the sources in turn, each used at most once: exact for any rule, and the table from which
/// all ways within a limit are listed.
///
/// `least[(j * layers + k) * states + t]`: the least value of filling exactly t from the first j sources, at most k of
/// them new ones (one layer where their number is no limit).
struct SourceTable {
  private var least: [Int64] = []
  private var layers = 1

  /// The best way whose contents are at most `level` days late; nil where nothing, not even serving nothing, fits.
  mutating func search(
    _ problem: OrderProblem, _ states: ContentStates, _ contents: SourceContents, _ query: WayQuery, _ level: Int32
  ) -> Selection? {
    fill(problem, states, contents, level: problem.latenessPerDay > 0 ? level : .max)
    let top = (problem.sources.count * layers + layers - 1) * states.count
    var best: (state: Int, value: Int64, units: Int32) = (0, .max, -1)
    for state in 0..<states.count where least[top + state] < infeasible {
      let total = least[top + state] + states.unfilled[state]
      let better =
        query.fillsMost ? (states.units[state], -total) > (best.units, -best.value) : total < best.value
      if better { best = (state, total, states.units[state]) }
    }
    guard best.units >= 0 else { return nil }
    var selection = Selection(value: best.value, units: best.units)
    trace(problem, states, contents, best.state, level: problem.latenessPerDay > 0 ? level : .max, &selection)
    selection.sort()
    return selection
  }

  private mutating func fill(
    _ problem: OrderProblem, _ states: ContentStates, _ contents: SourceContents, level: Int32
  ) {
    let count = states.count
    let sources = problem.sources.count
    let mostUseful = min(sources, Int(states.digits.reduce(0, +)))
    layers = problem.maxNewSources < mostUseful ? problem.maxNewSources + 1 : 1
    let size = layers * count
    least.removeAll(keepingCapacity: true)
    least.append(contentsOf: repeatElement(infeasible, count: size * (sources + 1)))
    for layer in 0..<layers { least[layer * count] = 0 }
    for source in 0..<sources {
      let (from, to) = (source * size, (source + 1) * size)
      // What is locked here is in time only where lines join it.
      if problem.sources[source].lockedDaysLate <= level {
        for index in 0..<size { least[to + index] = least[from + index] }
      }
      let step = layers > 1 && !problem.sources[source].isLocked ? 1 : 0
      for index in contents.starts[source]..<contents.starts[source + 1] {
        let content = contents.all[index]
        guard content.daysLate <= level else { continue }
        let part = Int(content.state)
        for layer in step..<layers {
          let base = from + (layer - step) * count
          for state in part..<count where states.contains(state, part) {
            let before = least[base + state - part]
            // Negative use costs must not make an impossible sum look possible.
            guard before < infeasible else { continue }
            let value = before + content.value
            if value < least[to + layer * count + state] { least[to + layer * count + state] = value }
          }
        }
      }
    }
  }

  private func trace(
    _ problem: OrderProblem, _ states: ContentStates, _ contents: SourceContents, _ last: Int, level: Int32,
    _ selection: inout Selection
  ) {
    let count = states.count
    let size = layers * count
    var (state, layer) = (last, layers - 1)
    for source in problem.sources.indices.reversed() where state > 0 {
      let target = least[(source + 1) * size + layer * count + state]
      if problem.sources[source].lockedDaysLate <= level && least[source * size + layer * count + state] == target {
        continue
      }
      let step = layers > 1 && !problem.sources[source].isLocked ? 1 : 0
      for index in contents.starts[source]..<contents.starts[source + 1] {
        let content = contents.all[index]
        let part = Int(content.state)
        guard content.daysLate <= level, layer >= step, states.contains(state, part),
          least[source * size + (layer - step) * count + state - part] + content.value == target
        else { continue }
        selection.append(source: source, state: part, states)
        state -= part
        layer -= step
        break
      }
    }
  }

  /// Every way whose priced cost is at most `limit`, lateness included, each once.
  /// - Returns: false where there are more than `most`.
  /// - Complexity: O(table + ways x sources x contents).
  mutating func forEachWay(
    _ problem: OrderProblem, _ states: ContentStates, _ contents: SourceContents, within limit: Int64, most: Int,
    _ take: ([Piece]) -> Void
  ) -> Bool {
    fill(problem, states, contents, level: .max)
    var listing = WayListing(limit: limit, most: most)
    for state in 0..<states.count {
      listing.chosen.removeAll(keepingCapacity: true)
      let isComplete = list(
        problem, states, contents, sources: problem.sources.count, layer: layers - 1, state: state,
        value: states.unfilled[state], daysLate: problem.leastDaysLate, &listing, take)
      if !isComplete { return false }
    }
    return true
  }

  private func list(
    _ problem: OrderProblem, _ states: ContentStates, _ contents: SourceContents, sources: Int, layer: Int, state: Int,
    value: Int64, daysLate: Int32, _ listing: inout WayListing, _ take: ([Piece]) -> Void
  ) -> Bool {
    let count = states.count
    let size = layers * count
    if state == 0 {
      let daysLate = problem.sources[..<sources].reduce(daysLate) { max($0, $1.lockedDaysLate) }
      guard value + problem.latenessCost(daysLate) <= listing.limit else { return true }
      listing.count += 1
      if listing.count > listing.most { return false }
      var selection = Selection(value: value, units: 0)
      for (source, part) in listing.chosen { selection.append(source: source, state: part, states) }
      selection.sort()
      take(selection.pieces)
      return true
    }
    var source = sources - 1
    var daysLate = daysLate
    while source >= 0 {
      let left = least[(source + 1) * size + layer * count + state]
      if left >= infeasible || value + left + problem.latenessCost(daysLate) > listing.limit { return true }
      let step = layers > 1 && !problem.sources[source].isLocked ? 1 : 0
      if layer >= step {
        for index in contents.starts[source]..<contents.starts[source + 1] {
          let content = contents.all[index]
          let part = Int(content.state)
          guard states.contains(state, part) else { continue }
          listing.chosen.append((source, part))
          defer { listing.chosen.removeLast() }
          let isComplete = list(
            problem, states, contents, sources: source, layer: layer - step, state: state - part,
            value: value + content.value, daysLate: max(daysLate, content.daysLate), &listing, take)
          if !isComplete { return false }
        }
      }
      daysLate = max(daysLate, problem.sources[source].lockedDaysLate)
      source -= 1
    }
    return true
  }
}

/// How far a listing of ways has come.
struct WayListing {
  let limit: Int64
  let most: Int
  var count = 0
  var chosen: [(source: Int, state: Int)] = []
}
