import SupplyModel
import Synchronization

/// A scenario while it is being read: first what others refer to, then the tables side by side, then all together.
struct ScenarioReading {
  private let folder: ScenarioFolder
  private let options: ReadingOptions
  private let tables: Tables
  private var settings = SettingsDraft()
  private var references = References.none
  private var scenario = Scenario(settings: ScenarioSettings(asOf: Day(number: 0)))
  private var faults: [FaultList] = []
  /// Whether references to orders can be checked.
  private var ordersAreSound = true
  private var lanesKnowDefault = false
  private var firstShipped: Int?
  private var usesDefaultService = false

  /// Every table of the contract.
  private struct Tables: Sendable {
    let nodes: TableTask<NodeRows>
    let skus: TableTask<SKURows>
    let zones: TableTask<ZoneRows>
    let stock: TableTask<StockRows>
    let receipts: TableTask<ReceiptRows>
    let lanes: TableTask<LaneRows>
    let orders: TableTask<OrderRows>
    let demand: TableTask<DemandRows>
    let returns: TableTask<ReturnRows>
    let forecast: TableTask<ForecastRows>
    let supply: TableTask<SupplyRows>
    let levels: TableTask<LevelRows>
    let calendar: TableTask<CalendarRows>
    let history: TableTask<StockHistoryRows>
  }

  init(_ folder: ScenarioFolder, _ options: ReadingOptions) {
    self.folder = folder
    self.options = options
    let size = options.stretchBytes
    tables = Tables(
      nodes: TableTask(folder, NodeRows.self, isRequired: true),
      skus: TableTask(folder, SKURows.self, isRequired: true),
      zones: TableTask(folder, ZoneRows.self),
      stock: TableTask(folder, StockRows.self, isRequired: true, stretchSize: size),
      receipts: TableTask(folder, ReceiptRows.self, stretchSize: size),
      lanes: TableTask(folder, LaneRows.self, stretchSize: size),
      orders: TableTask(
        folder, OrderRows.self, isRequired: options.requires.contains(.orders), stretchSize: size),
      demand: TableTask(
        folder, DemandRows.self, isRequired: options.requires.contains(.demand), stretchSize: size),
      returns: TableTask(folder, ReturnRows.self, stretchSize: size),
      forecast: TableTask(folder, ForecastRows.self, stretchSize: size),
      supply: TableTask(folder, SupplyRows.self, stretchSize: size),
      levels: TableTask(folder, LevelRows.self, stretchSize: size),
      calendar: TableTask(folder, CalendarRows.self, stretchSize: size),
      history: TableTask(folder, StockHistoryRows.self, stretchSize: size))
  }

  // MARK: What other tables refer to

  mutating func readBasics() {
    let tables = tables
    let path = folder.path + "/" + SettingsDraft.file
    let needsUnfilled = options.requires.contains(.unfilledPenalty)
    let draft = Mutex(SettingsDraft())
    concurrently(4, threads: options.threads) { index in
      switch index {
      case 0: tables.skus.readAll(.none)
      case 1:
        let read = SettingsDraft(path: path, needsUnfilled: needsUnfilled)
        draft.withLock { $0 = read }
      case 2: tables.zones.readAll(.none)
      default: tables.nodes.readAll(.none)
      }
    }
    settings = draft.withLock { $0 }
    faults.append(settings.faults)
    var (nodes, nodeFaults) = tables.nodes.take()
    var (skus, skuFaults) = tables.skus.take()
    var (zones, zoneFaults) = tables.zones.take()
    if nodes.isEmpty { nodes = [NodeRows(.none, rows: 0)] }
    if skus.isEmpty { skus = [SKURows(.none, rows: 0)] }
    if zones.isEmpty { zones = [ZoneRows(.none, rows: 0)] }
    nodes[0].resolveParents(&nodeFaults)
    skus[0].resolveKits(&skuFaults)
    zones[0].refuseNodes(nodes[0], tables.nodes.name, &zoneFaults)
    faults += [nodeFaults, skuFaults, zoneFaults]

    scenario.settings = settings.settings
    (scenario.nodes, scenario.nodeIDs) = (nodes[0].nodes, nodes[0].ids)
    (scenario.zones, scenario.zoneIDs) = (zones[0].zones, zones[0].ids)
    (scenario.skus, scenario.skuIDs) = (skus[0].skus, skus[0].ids)
    (scenario.skuNames, scenario.skuCategories) = (skus[0].names, skus[0].categories)
    scenario.kitParts = skus[0].kitParts
    references = References(
      nodes: scenario.nodeIDs, tiers: scenario.nodes.map(\.tier), skus: scenario.skuIDs,
      prices: scenario.skus.map(\.price), zones: scenario.zoneIDs, clock: settings.settings.clock,
      defaultService: settings.services[0], unreadable: unreadableIDs, hasZones: tables.zones.isPresent)
  }

  /// Ids of tables that could not be read at all: one fault says so, not one for each row that refers to them.
  private var unreadableIDs: [ReferenceKind] {
    var kinds: [ReferenceKind] = []
    if tables.nodes.source?.isUsable != true { kinds += [.node, .zoneOrNode] }
    if tables.skus.source?.isUsable != true { kinds.append(.sku) }
    if tables.zones.isPresent, tables.zones.source?.isUsable != true { kinds += [.zone, .zoneOrNode] }
    return kinds
  }

  // MARK: The tables that refer to them

  /// Reads the stretches of all other tables, the largest tables first so that the threads finish together.
  func readTables() {
    let all: [any AnyTableTask] = [
      tables.orders, tables.lanes, tables.stock, tables.demand, tables.receipts, tables.returns, tables.forecast,
      tables.supply, tables.levels, tables.calendar, tables.history,
    ]
    let tasks = all.sorted { $0.byteCount > $1.byteCount }
    concurrently(tasks.count, threads: options.threads) { tasks[$0].divide() }
    let work = tasks.flatMap { task in (0..<task.stretchCount).map { (task, $0) } }
    let total = tasks.reduce(0) { $0 + $1.byteCount }
    let done = Atomic(0)
    let references = references
    let progress = options.progress
    progress(PhaseReport(phase: "reading", done: 0, total: total))
    concurrently(work.count, threads: options.threads) { index in
      let bytes = work[index].0.read(work[index].1, references)
      let sum = done.wrappingAdd(bytes, ordering: .relaxed).newValue
      progress(PhaseReport(phase: "reading", done: sum, total: total))
    }
  }

  // MARK: All together

  /// What one of the joining threads gives up.
  private struct Joined: Sendable {
    var orders = JoinedOrders()
    var lanes: [LaneRow] = []
    var stock: [StockRow] = []
    var faults: [FaultList] = []
  }

  /// Puts the stretches of each table together and checks what only a whole table shows.
  mutating func joinTables() {
    var (lanes, laneFaults) = tables.lanes.take()
    var numbered = settings.services
    for index in lanes.indices {
      lanesKnowDefault = lanesKnowDefault || lanes[index].usesDefault
      for service in 0..<lanes[index].services.count { _ = numbered.insert(lanes[index].services[service]) }
    }
    let services = numbered
    scenario.services = services
    var (orders, orderFaults) = tables.orders.take()
    for part in orders {
      if firstShipped == nil { firstShipped = part.firstShipped }
      usesDefaultService = usesDefaultService || part.usesDefaultService
    }
    let laneParts = Handover((lanes, laneFaults))
    let orderParts = Handover((orders, orderFaults))
    (lanes, orders) = ([], [])
    (laneFaults, orderFaults) = (FaultList(file: ""), FaultList(file: ""))
    let tables = tables
    let references = references
    let joined = Mutex(Joined())
    concurrently(2, threads: options.threads) { index in
      if index == 0 {
        guard var (parts, faults) = orderParts.take() else { return }
        var orders = JoinedOrders()
        if let source = tables.orders.source {
          orders = JoinedOrders(parts, source, services: services, &faults)
          parts = []
        }
        joined.withLock {
          $0.orders = orders
          $0.faults.append(faults)
        }
      } else {
        guard var (parts, faults) = laneParts.take() else { return }
        let lanes = LaneRows.joined(parts, services: services, references, &faults)
        parts = []
        var (stockParts, stockFaults) = tables.stock.take()
        let stock = StockRows.joined(stockParts, references, &stockFaults)
        stockParts = []
        joined.withLock {
          $0.lanes = lanes
          $0.stock = stock
          $0.faults += [faults, stockFaults]
        }
      }
    }
    var all = Joined()
    joined.withLock { swap(&all, &$0) }
    ordersAreSound = all.faults.allSatisfy { $0.file != tables.orders.name || $0.count == 0 }
    faults += all.faults
    (scenario.lanes, scenario.stock) = (all.lanes, all.stock)
    (scenario.orders, scenario.orderIDs) = (all.orders.orders, all.orders.ids)
    (scenario.lines, scenario.lineIDs) = (all.orders.lines, all.orders.lineIDs)
    scenario.customers = all.orders.customers
    joinSmallTables()
  }

  private mutating func joinSmallTables() {
    let receipts = tables.receipts.take()
    scenario.receipts = receipts.parts.flatMap(\.rows)
    faults.append(receipts.faults)
    let demand = tables.demand.take()
    scenario.demand = DemandRows.joined(demand.parts, customers: &scenario.customers)
    faults.append(demand.faults)
    var returns = tables.returns.take()
    let orderIDs = tables.orders.isPresent && ordersAreSound ? scenario.orderIDs : nil
    scenario.returns = ReturnRows.joined(returns.parts, orders: orderIDs, &returns.faults)
    faults.append(returns.faults)
    scenario.forecast = joined(tables.forecast, ForecastRows.joined)
    if tables.forecast.isPresent { scenario.forecastFile = tables.forecast.name }
    scenario.supply = joined(tables.supply, SupplyRows.joined)
    scenario.levels = joined(tables.levels, LevelRows.joined)
    scenario.calendar = joined(tables.calendar, CalendarRows.joined)
    scenario.stockHistory = joined(tables.history, StockHistoryRows.joined)
  }

  /// The rows of all stretches of a table; notes their faults.
  private mutating func joined<Reader: TableReader, Row>(
    _ task: TableTask<Reader>, _ join: (consuming [Reader], References, inout FaultList) -> [Row]
  ) -> [Row] {
    var table = task.take()
    let rows = join(table.parts, references, &table.faults)
    faults.append(table.faults)
    return rows
  }

  /// Checks what no single table shows, and notes what was ignored.
  mutating func checkTheWhole() {
    if let line = firstShipped, !tables.zones.isPresent {
      var list = FaultList(file: tables.zones.name)
      list.add(line: nil, "no such file; the order on line \(line) of \(tables.orders.name) is shipped to a zone")
      faults.append(list)
    }
    let offersShipping = !scenario.settings.tariffs.isEmpty || scenario.lanes.contains(where: \.leadsToZone)
    if offersShipping, !settings.tariffsKnowDefault, !lanesKnowDefault {
      let name = scenario.services[0]
      if let line = settings.defaultServiceLine {
        var list = FaultList(file: SettingsDraft.file)
        let others = (1..<scenario.services.count).map { scenario.services[$0] }
        list.add(
          line: line, column: "default_service", puzzle: Puzzle(value: name, candidates: .words(others)),
          "unknown service \(quoted(name)); no tariff and no lane has it")
        faults.append(list)
      } else if usesDefaultService {
        scenario.notices.append(
          Notice("orders without a service have \(quoted(name)), which no tariff and no lane has: none can be shipped"))
      }
    }
    if let notice = folder.unknownTablesNotice { scenario.notices.append(notice) }
    if let notice = unknownColumnsNotice { scenario.notices.append(notice) }
    if faults.allSatisfy({ $0.count == 0 }), let fault = sizeFault(of: scenario) {
      var list = FaultList(file: SettingsDraft.file)
      list.add(fault)
      faults.append(list)
    }
  }

  private var unknownColumnsNotice: Notice? {
    let known: [(source: TableSource?, columns: [String])] = [
      columns(tables.nodes), columns(tables.skus), columns(tables.zones), columns(tables.stock),
      columns(tables.receipts), columns(tables.lanes), columns(tables.orders), columns(tables.demand),
      columns(tables.returns), columns(tables.forecast), columns(tables.supply), columns(tables.levels),
      columns(tables.calendar), columns(tables.history),
    ]
    let parts = known.compactMap { source, columns -> String? in
      guard let source, !source.unknownColumns.isEmpty else { return nil }
      let names = source.unknownColumns.map { name in
        quoted(name) + (nearestWord(to: name, among: columns).map { " (maybe you meant \(quoted($0))?)" } ?? "")
      }
      return "\(source.name): \(names.joined(separator: ", "))"
    }
    return parts.isEmpty ? nil : Notice("ignored columns: " + parts.joined(separator: "; "))
  }

  private func columns<Reader: TableReader>(_ task: TableTask<Reader>) -> (source: TableSource?, columns: [String]) {
    (task.source, Reader.Column.allCases.map(\.name))
  }

  /// The scenario, or all faults.
  consuming func finish() throws(ScenarioErrors) -> Scenario {
    let count = faults.reduce(0) { $0 + $1.count }
    if count == 0 { return scenario }
    throw ScenarioErrors(listed: listed(faults, Suggestions(scenario) { LocalClock.knownTimezones }), count: count)
  }
}

extension LaneRow {
  fileprivate var leadsToZone: Bool {
    if case .zone = destination { true } else { false }
  }
}

/// The first faults by file, line and the order found, with their "maybe you meant".
private func listed(_ lists: [FaultList], _ suggestions: consuming Suggestions) -> [ScenarioError] {
  var found: [(file: String, fault: Fault)] = []
  for list in lists { found += list.first().map { (list.file, $0) } }
  let order = found.indices.sorted {
    (found[$0].file, found[$0].fault.line ?? 0, $0) < (found[$1].file, found[$1].fault.line ?? 0, $1)
  }
  return order.prefix(FaultList.listedLimit).map { index in
    let (file, fault) = found[index]
    let hint = maybeMeant(fault.puzzle.flatMap { suggestions.answer($0) })
    return ScenarioError(file: file, line: fault.line, column: fault.column, message: fault.message + hint)
  }
}
