import Replenishment
import Simulation
import SupplyModel

/// A run, what it told of, and what is wrong with it.
struct ReplayCheck {
  let run: SimulationRun
  let books: ReferenceBooks
  let reference: ReferenceMetrics

  /// Replays one replication under a policy and recomputes everything from its events.
  init(_ scenario: Scenario, _ policy: SimulationPolicy, seed: UInt64, replication: Int = 1) throws {
    let simulator = try Simulator(scenario, seed: seed)
    let world = simulator.world(replication)
    var events: [SimulationEvent] = []
    run = try simulator.run(policy, in: world, replication: replication) { events.append($0) }
    let settings = scenario.settings.simulation
    books = ReferenceBooks(
      world.scenario, events: events, start: run.days.first?.day ?? scenario.settings.asOf, days: run.days.count,
      warmup: Int(settings.warmupDays))
    let isDecidedOnce =
      settings.stockout != .backorder && scenario.nodes.allSatisfy { $0.rejectRate.billionths == 0 }
    reference = ReferenceMetrics(
      books, ranged: ReplayCheck.ranged(world.scenario, carried: scenario),
      servesAtOnce: isDecidedOnce || (settings.everyHours ?? 24) == 24)
  }

  /// Where a SKU is meant to be: where it is, is bought, has a level, is under way to, is asked for or expected to be,
  /// and wherever it passes on its way there; but not where levels.csv says otherwise.
  private static func ranged(_ drawn: Scenario, carried: Scenario) -> Set<Place> {
    var places = Set(carried.stock.map { Place(node: $0.node, sku: $0.sku) })
    for row in carried.supply { places.insert(Place(node: row.node, sku: row.sku)) }
    for row in carried.levels { places.insert(Place(node: row.node, sku: row.sku)) }
    for row in carried.receipts { places.insert(Place(node: row.node, sku: row.sku)) }
    for row in drawn.demand { places.insert(Place(node: row.node, sku: row.sku)) }
    for row in carried.forecast {
      if case .node(let node) = row.place { places.insert(Place(node: node, sku: row.sku)) }
    }
    let network = TransferNetwork(carried)
    for place in places {
      guard drawn.nodes[Int(place.node)].tier != .vendor else { continue }
      var above = network.parent(place.node)
      while let node = above, drawn.nodes[Int(node)].tier != .vendor {
        places.insert(Place(node: node, sku: place.sku))
        above = network.parent(node)
      }
    }
    for row in carried.levels where !row.ranged { places.remove(Place(node: row.node, sku: row.sku)) }
    return places.filter { drawn.nodes[Int($0.node)].tier != .vendor }
  }

  /// Everything that does not agree.
  var faults: [String] { books.conservationFaults() + books.demandFaults() + metricFaults + dayFaults }

  private var metricFaults: [String] {
    reference.values.compactMap { metric, expected in
      let found = run.metrics[metric]
      if let found, let expected {
        return isEqual(found, expected) ? nil : "\(metric.rawValue): \(found), not \(expected)"
      }
      return found == nil && expected == nil
        ? nil : "\(metric.rawValue): \(String(describing: found)), not \(String(describing: expected))"
    }.sorted()
  }

  private func isEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

  private var dayFaults: [String] {
    zip(run.days, books.days).flatMap { day, book -> [String] in
      func units(_ kinds: SimulationEvent.Kind...) -> Int64 {
        book.events.filter { kinds.contains($0.kind) }.reduce(0) { $0 + Int64($1.quantity) }
      }
      let cost = { (sku: SKUIndex) in self.books.scenario.skus[Int(sku)].unitCost }
      let pairs: [(String, Int64, Int64)] = [
        ("stock", day.stockUnits, Int64(book.closing.values.reduce(0, +))),
        (
          "value", day.stockValue.millionths,
          book.closing.reduce(0) { $0 + (cost($1.key.sku) * Int64($1.value)).millionths }
        ),
        ("road", day.transitUnits, Int64(book.onRoad.values.reduce(0, +))),
        (
          "road value", day.transitValue.millionths,
          book.onRoad.reduce(0) { $0 + (cost($1.key) * Int64($1.value)).millionths }
        ),
        ("demand", day.demandUnits, units(.walkIn, .ordered)), ("sold", day.soldUnits, units(.sold, .shipped)),
        ("lost", day.lostUnits, units(.lost)),
        ("orders", day.orders, Int64(Set(book.events.filter { $0.kind == .ordered }.map(\.order)).count)),
        ("received", day.receivedUnits, units(.received)), ("sent", day.transferredUnits, units(.transferredOut)),
        ("returned", day.returnedUnits, units(.returned)),
        ("scrapped", day.scrappedUnits, units(.markedDown, .spoiled)),
        ("measured", day.isMeasured ? 1 : 0, book.day >= books.start + Int32(books.warmup) ? 1 : 0),
      ]
      return pairs.filter { $0.1 != $0.2 }.map { "\(book.day) \($0.0): \($0.1), not \($0.2)" }
    }
  }
}
