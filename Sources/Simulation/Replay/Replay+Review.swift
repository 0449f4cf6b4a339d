import Replenishment
import SupplyModel

extension Replay {
  /// Decides in the evening what is bought and sent for the next morning. Between reviews, rules only send on to those
  /// whom the last review left short.
  /// - Parameter next: the day of that morning, counted from the start.
  func replenish(before next: Int) throws {
    if let goods {
      goods.replenish(self, before: next)
      return
    }
    let isReview = next % window.reviewDays == 0
    switch policy.replenishment {
    case .none: return
    case .minMax, .baseStock: reviewLevels(before: next, isReview: isReview)
    case .planned: if isReview { try planGoods(before: next) } else { sendPostponed(before: next) }
    }
  }

  /// Brings the levels up to date for a review.
  func prepareReview(before next: Int) {
    if policy.replenishment != .planned { _ = review.prepareLevels(next, positions: positions) }
  }

  private func reviewLevels(before next: Int, isReview: Bool) {
    let morning = window.start + Int32(next)
    let known = isReview ? review.prepareLevels(next, positions: positions) : review.levels
    guard let levels = known else { return }
    let moves = levels.run(
      LevelReview.Limits(
        shippable: { self.session.shippable($0) }, available: { self.session.available($0) },
        capacity: scenario.nodes.indices.map { transferCapacity(NodeIndex($0), from: morning) },
        isInTime: { row, days in
          self.scenario.skus[Int(self.stock.skus[row])].seasonEnd.map { morning + days <= $0 } ?? true
        }), isReview: isReview)
    var journeys = Journeys()
    for move in moves {
      let to = Int(move.to)
      if move.from < 0 {
        buy(to, move.units, on: morning)
      } else {
        send(Int(move.from), to, move.units, on: morning, &journeys)
      }
    }
    pay(journeys)
  }

  /// What each row has and what is on its way, less who waits for it.
  private func positions() -> [Int32] {
    var positions = (0..<stock.count).map { row -> Int32 in
      world.isVendor[Int(stock.nodes[row])] ? 0 : session.available(row) - ledger[row].waiting
    }
    transit.forEach(from: 0) { load, _ in positions[Int(load.row)] += load.units }
    return positions
  }

  /// Units that may leave a node on its first open day from a morning on.
  private func transferCapacity(_ node: NodeIndex, from morning: Day) -> Int32 {
    guard let day = world.openDay(node, from: morning) else { return 0 }
    let entry = world.exceptions[Int(node)].last { $0.day == day && $0.capacityUnits != nil }
    guard let units = entry?.capacityUnits ?? scenario.nodes[Int(node)].capacityUnits else { return .max }
    return max(0, units - departures.units(node, day: Int(day - window.start)))
  }

  private func planGoods(before next: Int) throws {
    let morning = window.start + Int32(next)
    var receipts: [Receipt] = []
    // What comes on the morning of a review leaves a day later, not at the next review.
    var coming = [Int32](repeating: 0, count: stock.count)
    transit.forEach(from: next) { load, due in
      let keeps = scenario.skus[Int(stock.skus[Int(load.row)])].shelfLifeDays == nil
      if due == next && keeps && window.reviewDays > 1 {
        coming[Int(load.row)] += load.units
        return
      }
      receipts.append(
        Receipt(
          node: stock.nodes[Int(load.row)], sku: stock.skus[Int(load.row)], quantity: load.units,
          due: window.start + Int32(due)))
    }
    for load in atDock {
      receipts.append(
        Receipt(
          node: stock.nodes[Int(load.row)], sku: stock.skus[Int(load.row)], quantity: load.units, due: morning))
    }
    var held = scenario.stock
    for index in held.indices {
      let row = Int(stock.row(node: held[index].node, sku: held[index].sku))
      guard held[index].onHand != nil else { continue }
      // Who waits for goods has the first claim on them.
      let account = ledger[row]
      held[index].onHand = max(account.reserved, account.onHand + coming[row] - account.waiting)
    }
    let ages = lots.map { lots in
      held.map { held in
        lots.ages(Int(stock.row(node: held.node, sku: held.sku))).map {
          StockLot(lastDay: window.start + $0.lastDay, units: $0.units)
        }
      }
    }
    guard let moves = try review.plan(next, held: held, receipts: receipts, lots: ages) else { return }
    var journeys = Journeys()
    // Goods of one journey stay together.
    var late: Set<Int64> = []
    for move in moves {
      guard let origin = move.from else { continue }
      let from = Int(stock.row(node: origin, sku: move.sku))
      guard from >= 0, coming[from] > 0 else { continue }
      late.insert(Int64(origin) << 32 | Int64(move.to))
    }
    for move in moves {
      let to = Int(stock.row(node: move.to, sku: move.sku))
      guard to >= 0 else { continue }
      guard let origin = move.from else {
        buy(to, move.units, on: move.departs)
        continue
      }
      if late.contains(Int64(origin) << 32 | Int64(move.to)) {
        review.postponed.append(move)
        continue
      }
      let from = Int(stock.row(node: origin, sku: move.sku))
      guard from >= 0 else { continue }
      send(from, to, min(move.units, session.shippable(from)), on: morning, &journeys, plan: move)
    }
    pay(journeys)
  }

  /// Sends what was decided at the review and had only come since.
  private func sendPostponed(before next: Int) {
    guard !review.postponed.isEmpty else { return }
    let morning = window.start + Int32(next)
    let moves = review.postponed
    review.postponed.removeAll()
    var journeys = Journeys()
    for var move in moves {
      guard let origin = move.from else { continue }
      let from = Int(stock.row(node: origin, sku: move.sku))
      let to = Int(stock.row(node: move.to, sku: move.sku))
      let days = move.arrives - move.departs
      guard from >= 0, to >= 0, let departs = world.openDay(origin, from: max(morning, move.departs)),
        let arrives = world.openDay(move.to, from: departs + days)
      else { continue }
      if let end = scenario.skus[Int(move.sku)].seasonEnd, arrives > end { continue }
      (move.departs, move.arrives) = (departs, arrives)
      send(from, to, min(move.units, session.shippable(from)), on: morning, &journeys, plan: move)
    }
    pay(journeys)
  }

  // MARK: Moves

  /// Goods that leave together.
  struct Journeys {
    fileprivate var loads: [Int64: (units: Int64, weight: Weight)] = [:]
  }

  /// Loads goods for the next morning; they are on the road from now on.
  private func send(
    _ from: Int, _ to: Int, _ units: Int32, on morning: Day, _ journeys: inout Journeys, plan: GoodsMove? = nil
  ) {
    guard units > 0 else { return }
    let (origin, destination) = (stock.nodes[from], stock.nodes[to])
    let days = plan.map { $0.arrives - $0.departs } ?? world.network.supplyDays(destination) ?? 0
    guard let departs = plan?.departs ?? world.openDay(origin, from: morning),
      let arrives = plan?.arrives ?? world.openDay(destination, from: departs + days)
    else { return }
    let ages = take(from, units, .transferredOut)
    transit.send(
      Shipload(row: Int32(to), units: units, isBought: false, lots: ages), day: Int(arrives - window.start),
      unitCost: unitCost(Int32(to)))
    departures.add(origin, units, day: Int(departs - window.start))
    today.transferredUnits += Int64(units)
    log(.transferredOut, row: from, units)
    let key = Int64(origin) << 32 | Int64(destination)
    let weight = scenario.skus[Int(stock.skus[from])].weight.milligrams * Int64(units)
    let load = journeys.loads[key] ?? (0, .zero)
    journeys.loads[key] = (load.units + Int64(units), Weight(milligrams: load.weight.milligrams + weight))
  }

  private func pay(_ journeys: Journeys) {
    for (key, load) in journeys.loads.sorted(by: { $0.key < $1.key }) {
      today.cost.transfer += world.network.journeyCost(
        from: NodeIndex(key >> 32), to: NodeIndex(key & 0xFFFF_FFFF), units: load.units, weight: load.weight)
    }
  }

  private func buy(_ row: Int, _ units: Int32, on morning: Day) {
    guard row >= 0, units > 0, let supply = review.supply(row) else { return }
    let node = stock.nodes[row]
    guard let arrives = world.openDay(node, from: morning + supply.leadDays) else { return }
    transit.send(
      Shipload(row: Int32(row), units: units, isBought: true, lots: nil), day: Int(arrives - window.start),
      unitCost: unitCost(Int32(row)))
    let standard = scenario.skus[Int(supply.sku)].unitCost
    today.cost.ordering += supply.orderCost + ((supply.unitCost ?? standard) - standard) * Int64(units)
  }
}
