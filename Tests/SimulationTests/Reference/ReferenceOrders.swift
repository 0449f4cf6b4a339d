import SupplyModel

/// Orders from the events of a replay.
struct ReferenceOrders {
  /// One order, as far as events tell of it.
  struct Story {
    var placed: Day
    var ordered = 0
    var shipped = 0
    var lost = 0
    /// By day and node.
    var shipments: Set<[Int32]> = []
    var lastArrival: Day?
    /// Nothing more happens after it.
    var closed: Day?
    var lostLines: [LineIndex: Int] = [:]
    /// Units that left on the day of the first decision.
    var atOnce = 0
  }

  private let books: ReferenceBooks
  private(set) var stories: [OrderIndex: Story] = [:]

  init(_ books: ReferenceBooks) {
    self.books = books
    for event in books.days.flatMap(\.events) {
      guard let order = event.order, event.kind != .returned else { continue }
      var story = stories[order] ?? Story(placed: event.day)
      let units = Int(event.quantity)
      switch event.kind {
      case .ordered: story.ordered += units
      case .shipped:
        story.shipped += units
        story.shipments.insert([event.day.number, event.node ?? -1])
        story.lastArrival = max(story.lastArrival ?? event.day, event.arrivesOn ?? event.day)
        if event.day == firstDecision(order, story) { story.atOnce += units }
      case .lost:
        story.lost += units
        story.lostLines[event.line ?? -1, default: 0] += units
      default: break
      }
      if story.shipped + story.lost == story.ordered { story.closed = event.day }
      stories[order] = story
    }
  }

  /// The day of the first batch after an order was placed.
  private func firstDecision(_ order: OrderIndex, _ story: Story) -> Day {
    let hours = books.scenario.settings.simulation.everyHours ?? 24
    guard hours > 0, let time = books.scenario.orders[Int(order)].placedAt else { return story.placed }
    let local = books.scenario.settings.clock.local(time)
    let minute = Int(local.day - books.start) * 1_440 + Int(local.minute.minutes)
    let step = Int(hours * 60)
    // A batch at 24:00 is the day's, and comes before who orders at 0:00.
    let midnight = minute / 1_440 * 1_440
    let batch = (max(midnight + 1, minute) + step - 1) / step * step
    return books.start + Int32((batch - 1) / 1_440)
  }

  /// Those placed on measured days.
  private var cohort: [(order: OrderIndex, story: Story)] {
    stories.filter { $0.value.placed >= books.start + Int32(books.warmup) }.map { ($0.key, $0.value) }
  }

  private var end: Day { books.start + Int32(books.days.count) }

  /// Of the cohort.
  var unitsAtOnce: Int { cohort.reduce(0) { $0 + $1.story.atOnce } }

  func metrics(countsShipments: Bool) -> [SimulationMetric: Double?] {
    var values: [SimulationMetric: Double?] = [:]
    let count = Double(cohort.count)
    values[.orders] = count
    values[.orderFillRate] =
      cohort.isEmpty ? nil : Double(cohort.filter { $0.story.shipped == $0.story.ordered }.count) / count
    if countsShipments {
      let divisible = cohort.filter { $0.story.ordered >= 2 }
      values[.splitRate] =
        divisible.isEmpty
        ? nil : Double(divisible.filter { $0.story.shipments.count > 1 }.count) / Double(divisible.count)
      let shipped = cohort.filter { !$0.story.shipments.isEmpty }
      values[.shipmentsPerOrder] =
        shipped.isEmpty
        ? nil : Double(shipped.reduce(0) { $0 + $1.story.shipments.count }) / Double(shipped.count)
    }
    values[.onTimeRate] = onTimeRate
    values[.cycleTimeP50] = cycleTime(50)
    values[.cycleTimeP95] = cycleTime(95)
    values[.unfilledCost] = unfilledCost.double
    values[.latenessCost] = latenessCost.double
    return values
  }

  /// The day on which the customer has all of an order; nil where that is not before the end.
  private func delivered(_ story: Story) -> Day? {
    guard story.shipped == story.ordered, let last = story.lastArrival, last < end else { return nil }
    return last
  }

  private var onTimeRate: Double? {
    var (promised, kept) = (0.0, 0.0)
    for (order, story) in cohort {
      guard let promise = books.scenario.orders[Int(order)].promiseBy, promise < end else { continue }
      promised += 1
      if let day = delivered(story), day <= promise { kept += 1 }
    }
    return promised > 0 ? kept / promised : nil
  }

  /// The least time within which so many of a hundred orders were delivered.
  private func cycleTime(_ percent: Int) -> Double? {
    let times = cohort.compactMap { _, story in delivered(story).map { Int($0 - story.placed) } }.sorted()
    for (index, time) in times.enumerated() where (index + 1) * 100 >= percent * cohort.count { return Double(time) }
    return nil
  }

  // MARK: Costs, on the day on which they are known

  private func isMeasured(_ day: Day?) -> Bool { day.map { $0 >= books.start + Int32(books.warmup) } ?? false }

  private var unfilledCost: Money {
    let penalty = books.scenario.settings.unfilled ?? UnfilledPenalty()
    var cost = Money.zero
    for (order, story) in stories where story.lost > 0 && isMeasured(story.closed) {
      var own = penalty.perOrder
      for (line, units) in story.lostLines {
        let row = books.scenario.lines[Int(line)]
        let margin = max(.zero, row.unitPrice - books.scenario.skus[Int(row.sku)].unitCost)
        own += penalty.perLine
        for _ in 0..<units { own += penalty.perUnit + margin.times(penalty.marginFactor) }
      }
      cost += own.times(books.scenario.orders[Int(order)].priority)
    }
    return cost
  }

  private var latenessCost: Money {
    var cost = Money.zero
    for (order, story) in stories where isMeasured(story.closed) {
      guard let promise = books.scenario.orders[Int(order)].promiseBy, let last = story.lastArrival else { continue }
      if last > promise { cost += books.scenario.settings.latenessPerOrderDay * Int64(last - promise) }
    }
    return cost
  }
}

/// Who bought where, from the events of a replay.
enum ReferenceCustomers {
  private struct Purchase {
    var isOnline: Bool
    var day: Day
  }

  static func metrics(_ books: ReferenceBooks) -> [SimulationMetric: Double?] {
    var purchases: [Int32: [Purchase]] = [:]
    var known: Set<OrderIndex> = []
    func buyInStore(_ customer: Int32, _ day: Day) {
      // A day in stores is one purchase.
      let isKnown = purchases[customer, default: []].contains { !$0.isOnline && $0.day == day }
      if !isKnown { purchases[customer, default: []].append(Purchase(isOnline: false, day: day)) }
    }
    for (number, book) in books.days.enumerated() {
      for event in book.events {
        if event.kind == .shipped, let order = event.order, !known.insert(order).inserted { continue }
        guard number >= books.warmup, let customer = event.customer else { continue }
        if event.kind == .sold { buyInStore(customer, book.day) }
        if event.kind == .shipped, let order = event.order {
          if books.scenario.orders[Int(order)].channel == .store {
            buyInStore(customer, book.day)
          } else {
            purchases[customer, default: []].append(Purchase(isOnline: true, day: book.day))
          }
        }
      }
    }
    let both = purchases.values.filter { all in all.contains { $0.isOnline } && all.contains { !$0.isOnline } }
    let again = purchases.values.filter { $0.count > 1 }
    let crossed = again.filter { $0[0].isOnline != $0[1].isOnline }
    return [
      .crossChannelCustomers: purchases.isEmpty ? nil : Double(both.count) / Double(purchases.count),
      .crossChannelRepeatRate: again.isEmpty ? nil : Double(crossed.count) / Double(again.count),
    ]
  }
}
