extension GeneratedScenario {
  /// orders.csv: one row a line, orders by the time of their placing.
  func writeOrders(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append("order_id,sku_id,quantity,zone_id,placed_at")
    try file.endRow()
    let dates = dateTexts
    for order in 0..<orders.count {
      for line in Int(orders.firstLine[order])..<Int(orders.firstLine[order + 1]) {
        ids.appendOrder(order, to: file)
        file.nextCell()
        ids.appendSku(Int(orders.sku[line]), to: file)
        file.nextCell()
        file.append(Int(orders.quantity[line]))
        file.nextCell()
        ids.appendZone(Int(orders.zone[order]), to: file)
        file.nextCell()
        append(second: Int(orders.placedAt[order]), dates, to: file)
        try file.endRow()
      }
    }
  }

  /// demand.csv: one row a day, store and SKU.
  func writeWalkIns(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append("date,node_id,sku_id,quantity")
    try file.endRow()
    let dates = dateTexts
    for row in walkIns.rows {
      file.append(dates[Int(row.day)])
      file.nextCell()
      file.append(ids.nodes[Int(row.node)])
      file.nextCell()
      ids.appendSku(Int(row.sku), to: file)
      file.nextCell()
      file.append(Int(row.quantity))
      try file.endRow()
    }
  }

  private var dateTexts: [[UInt8]] {
    (0..<options.days).map { Array(GeneratedScenario.dateText($0).utf8) }
  }

  private func append(second: Int, _ dates: [[UInt8]], to file: GeneratedFile) {
    file.append(dates[second / 86_400])
    let time = second % 86_400
    file.append(byte: UInt8(ascii: "T"))
    file.append(time / 3600, width: 2)
    file.append(byte: UInt8(ascii: ":"))
    file.append(time / 60 % 60, width: 2)
    file.append(byte: UInt8(ascii: ":"))
    file.append(time % 60, width: 2)
  }
}
