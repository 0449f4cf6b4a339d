import SupplyModel

/// A node and SKU.
struct Place: Hashable {
  var node: NodeIndex
  var sku: SKUIndex
}

/// The goods of a replay, day by day, from nothing but its scenario and the events that it told of: plain loops over
/// dictionaries, which share no code with the simulator.
struct ReferenceBooks {
  /// A day from its opening to its close, by place.
  struct DayBook {
    var day: Day
    var events: [SimulationEvent] = []
    var opening: [Place: Int] = [:]
    var closing: [Place: Int] = [:]
    /// By SKU: sent by one node, not yet taken in by another.
    var onRoad: [SKUIndex: Int] = [:]
  }

  let scenario: Scenario
  let start: Day
  let warmup: Int
  private(set) var days: [DayBook] = []
  /// What does not add up.
  private(set) var faults: [String] = []

  /// - Parameters:
  ///   - scenario: of the replication, with its drawn demand.
  ///   - days: all of them, those of the warm-up included.
  init(_ scenario: Scenario, events: [SimulationEvent], start: Day, days: Int, warmup: Int) {
    self.scenario = scenario
    self.start = start
    self.warmup = warmup
    var onHand: [Place: Int] = [:]
    var onRoad: [SKUIndex: Int] = [:]
    var next = 0
    for number in 0..<days {
      var book = DayBook(day: start + Int32(number), opening: onHand)
      while next < events.count && events[next].day == book.day {
        let event = events[next]
        next += 1
        book.events.append(event)
        guard let change = ReferenceBooks.change(event), let node = event.node, !isVendor(node) else { continue }
        let place = Place(node: node, sku: event.sku)
        onHand[place, default: 0] += change
        if event.kind == .transferredOut { onRoad[event.sku, default: 0] += Int(event.quantity) }
        if event.kind == .transferredIn { onRoad[event.sku, default: 0] -= Int(event.quantity) }
        if onHand[place, default: 0] < 0 || onRoad[event.sku, default: 0] < 0 { faults.append("below zero: \(event)") }
      }
      book.closing = onHand
      book.onRoad = onRoad
      self.days.append(book)
    }
    if next < events.count { faults.append("out of sequence: \(events[next])") }
    for event in events where event.quantity <= 0 { faults.append("not a number of units: \(event)") }
  }

  func isVendor(_ node: NodeIndex) -> Bool { scenario.nodes[Int(node)].tier == .vendor }

  /// The measured days.
  var measured: ArraySlice<DayBook> { days[warmup...] }
  /// What happened on them.
  var measuredEvents: [SimulationEvent] { measured.flatMap(\.events) }

  /// What an event adds to the stock of its node; nil where it moves no goods.
  static func change(_ event: SimulationEvent) -> Int? {
    switch event.kind {
    case .opening, .received, .transferredIn, .returned: Int(event.quantity)
    case .transferredOut, .sold, .shipped, .markedDown, .spoiled: -Int(event.quantity)
    case .walkIn, .ordered, .lost: nil
    }
  }

  /// Opening + in = out + closing, of every place and day, in and out as the definition lists them.
  func conservationFaults() -> [String] {
    var faults = faults
    for (number, book) in days.enumerated() {
      var units: [Place: Int] = book.opening
      for event in book.events {
        guard let node = event.node, !isVendor(node) else { continue }
        let place = Place(node: node, sku: event.sku)
        switch event.kind {
        case .received, .returned, .transferredIn: units[place, default: 0] += Int(event.quantity)
        case .sold, .shipped, .transferredOut, .markedDown, .spoiled: units[place, default: 0] -= Int(event.quantity)
        case .opening:
          units[place, default: 0] += Int(event.quantity)
          if number > 0 { faults.append("opening stock on day \(number)") }
        case .walkIn, .ordered, .lost: break
        }
      }
      if units != book.closing { faults.append("\(book.day): \(units) is not \(book.closing)") }
    }
    for row in scenario.stock where !isVendor(row.node) {
      let place = Place(node: row.node, sku: row.sku)
      for book in days where book.closing[place, default: 0] < Int(row.reserved) {
        faults.append("\(book.day): fewer units at \(place) than are reserved")
      }
    }
    return faults
  }

  /// What customers got is what they asked for, or less.
  func demandFaults() -> [String] {
    var faults: [String] = []
    var asked: [LineIndex: Int] = [:]
    var kept: [LineIndex: Int] = [:]
    var lost: [LineIndex: Int] = [:]
    for event in days.flatMap(\.events) {
      guard let line = event.line else { continue }
      switch event.kind {
      case .ordered: asked[line, default: 0] += Int(event.quantity)
      case .shipped: kept[line, default: 0] += Int(event.quantity)
      case .lost: lost[line, default: 0] += Int(event.quantity)
      case .returned:
        kept[line, default: 0] -= Int(event.quantity)
        asked[line, default: 0] -= Int(event.quantity)
      default: break
      }
      if kept[line, default: 0] < 0 { faults.append("more came back than was sent: \(event)") }
      if kept[line, default: 0] + lost[line, default: 0] > asked[line, default: 0] {
        faults.append("more was sent or lost than was asked for: \(event)")
      }
      if scenario.lines[Int(line)].sku != event.sku { faults.append("another SKU than the line's: \(event)") }
    }
    return faults
  }
}
