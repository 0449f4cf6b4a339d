import SupplyModel

/// Tables with a row for a node or zone and a SKU, by SKU, then place: each thread draws the rates of some SKUs anew,
/// which is faster than keeping them all.
extension RetailScenario {
  /// SKUs that a thread takes at once: about half a mebibyte of text with a thousand places.
  private static let skusAtOnce = 16

  /// stock.csv: a row for each node that has demand for a SKU, 0 units included, since the node carries it.
  func writeStock(to file: FileSink, _ ids: GeneratedIds, _ threads: Int) {
    file.write("node_id,sku_id,on_hand")
    file.endRow()
    writeSkuRows(to: file, threads) { sku, file in
      let served = stock.served(demand.rates(of: sku))
      let isHere = arrival(of: sku) == nil
      for (node, units) in stock.opening(sku, served).enumerated() where served[node] > 0 {
        write(node, sku, to: file, ids)
        file.comma()
        file.write(isHere ? units : 0)
        file.endRow()
      }
    }
  }

  /// receipts.csv: what was bought for a season that is yet to begin comes on its first day.
  func writeReceipts(to file: FileSink, _ ids: GeneratedIds, _ threads: Int) {
    file.write("node_id,sku_id,quantity,due")
    file.endRow()
    writeSkuRows(to: file, threads) { sku, file in
      guard let day = arrival(of: sku) else { return }
      let served = stock.served(demand.rates(of: sku))
      for (node, units) in stock.opening(sku, served).enumerated() where units > 0 {
        write(node, sku, to: file, ids)
        file.comma()
        file.write(units)
        file.comma()
        file.write(spec.start + Int32(day))
        file.endRow()
      }
    }
  }

  /// The day on which a SKU's first stock comes; nil: it is there.
  private func arrival(of sku: Int) -> Int? { spec.categories[Int(assortment.category[sku])].arrival }

  /// levels.csv: a row for each node that has demand for a SKU.
  func writeLevels(to file: FileSink, _ ids: GeneratedIds, _ threads: Int) {
    file.write("node_id,sku_id,min,max,base_stock")
    file.endRow()
    let levels = [spec.levels.minimumDays, spec.levels.maximumDays, spec.levels.baseStockDays]
    writeSkuRows(to: file, threads) { sku, file in
      let served = stock.served(demand.rates(of: sku))
      for node in served.indices where served[node] > 0 {
        write(node, sku, to: file, ids)
        for days in levels {
          file.comma()
          if let days { file.write(stock.level(days, node: node, served)) }
        }
        file.endRow()
      }
    }
  }

  /// supply.csv: a row for each node of the buying tier that has demand for a SKU; none of goods bought once.
  func writeSupply(to file: FileSink, _ ids: GeneratedIds, _ threads: Int) {
    file.write("node_id,sku_id,lead_days,order_cost,minimum")
    file.endRow()
    writeSkuRows(to: file, threads) { sku, file in
      let isSeasonal = spec.categories[Int(assortment.category[sku])].season != nil
      if isSeasonal, !spec.supply.buysSeasons { return }
      let served = stock.served(demand.rates(of: sku))
      for (node, rate) in served.enumerated() where rate > 0 && network.nodes[node].tier == spec.supply.tier {
        write(node, sku, to: file, ids)
        file.comma()
        file.write(spec.supply.leadDays)
        file.comma()
        file.write(spec.supply.orderCost, scale: 6)
        file.comma()
        file.write(spec.supply.minimum)
        file.endRow()
      }
    }
  }

  /// forecast.csv: the true rates, stores first, then zones, period by period.
  func writeForecast(to file: FileSink, _ ids: GeneratedIds, _ threads: Int) {
    ForecastTable.writeHeader(to: file)
    let calendar = RetailSpec.Calendar(spec)
    let isConstant = calendar.isFlat && spec.categories.allSatisfy { $0.season == nil }
    let level = calendar.factor(0)
    let periods = spec.categories.map { category in
      ForecastPeriods(days: calendar.forecast) { calendar.factor($0, of: category) }
    }
    let lone = ForecastPeriods.constant(isFirst: false)
    writeSkuRows(to: file, threads) { sku, file in
      let rates = demand.rates(of: sku)
      let table = ForecastTable(start: spec.start)
      var rows = isConstant ? lone : periods[Int(assortment.category[sku])]
      var isFirst = isConstant && sku == 0
      func write(_ rate: Double, _ place: () -> Void) {
        if rate == 0 { return }
        if isFirst { rows = .constant(isFirst: true) }
        table.write(rows, rate: isConstant ? rate * level : rate, to: file, ids, sku: sku, place)
        if isFirst { (rows, isFirst) = (lone, false) }
      }
      for (store, rate) in rates.stores.enumerated() {
        write(rate) {
          file.write(ids.nodes[network.firstStore + store])
          file.comma()
        }
      }
      for (zone, rate) in rates.zones.enumerated() {
        write(rate) {
          file.comma()
          ids.appendZone(zone, to: file)
        }
      }
    }
  }

  private func write(_ node: Int, _ sku: Int, to file: FileSink, _ ids: GeneratedIds) {
    file.write(ids.nodes[node])
    file.comma()
    ids.appendSku(sku, to: file)
  }

  private func writeSkuRows(
    to file: FileSink, _ threads: Int, _ write: @Sendable (_ sku: Int, _ file: FileSink) -> Void
  ) {
    file.writeRows(assortment.count, threads: threads, atOnce: RetailScenario.skusAtOnce) { skus, file in
      for sku in skus { write(sku, file) }
    }
  }
}
