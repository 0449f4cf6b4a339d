extension GeneratedScenario {
  /// orders.csv: one row a line, orders by the time of their placing.
  func writeOrders(to file: FileSink, _ ids: GeneratedIds) {
    file.write("order_id,sku_id,quantity,zone_id,placed_at")
    file.endRow()
    let dates = dateTexts
    for order in 0..<orders.count {
      for line in Int(orders.firstLine[order])..<Int(orders.firstLine[order + 1]) {
        ids.appendOrder(order, to: file)
        file.comma()
        ids.appendSku(Int(orders.sku[line]), to: file)
        file.comma()
        file.write(Int(orders.quantity[line]))
        file.comma()
        ids.appendZone(Int(orders.zone[order]), to: file)
        file.comma()
        let second = Int(orders.placedAt[order])
        file.write(dates[second / 86_400])
        file.write(timeOfDay: second % 86_400)
        file.endRow()
      }
    }
  }

  /// demand.csv: one row a day, store and SKU.
  func writeWalkIns(to file: FileSink, _ ids: GeneratedIds) {
    file.write("date,node_id,sku_id,quantity")
    file.endRow()
    let dates = dateTexts
    for row in walkIns.rows {
      file.write(dates[Int(row.day)])
      file.comma()
      file.write(ids.nodes[Int(row.node)])
      file.comma()
      ids.appendSku(Int(row.sku), to: file)
      file.comma()
      file.write(Int(row.quantity))
      file.endRow()
    }
  }

  private var dateTexts: [[UInt8]] {
    (0..<options.days).map { Array(GeneratedScenario.dateText($0).utf8) }
  }
}
