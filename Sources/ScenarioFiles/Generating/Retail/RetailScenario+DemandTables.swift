import SupplyModel

extension RetailScenario {
  /// demand.csv: one row a day, SKU and store.
  func writeWalkIns(_ walkIns: RetailWalkIns, to file: FileSink, _ ids: GeneratedIds, _ threads: Int) {
    file.write("date,node_id,sku_id,quantity")
    file.endRow()
    file.writeRows(walkIns.rows.count, threads: threads) { range, file in
      for row in walkIns.rows[range] {
        file.write(spec.start + row.day)
        file.comma()
        file.write(ids.nodes[network.firstStore + Int(row.store)])
        file.comma()
        ids.appendSku(Int(row.sku), to: file)
        file.comma()
        file.write(Int(row.quantity))
        file.endRow()
      }
    }
  }

  /// orders.csv: one row a line, orders by the time of their placing.
  func writeOrders(_ orders: RetailOrders, to file: FileSink, _ ids: GeneratedIds) {
    file.write("order_id,sku_id,quantity,zone_id,placed_at")
    file.endRow()
    var number = 0
    for (ordersOfDay, lines) in orders.days {
      for order in ordersOfDay {
        for line in lines[order.firstLine..<order.endLine] {
          ids.appendOrder(number, to: file)
          file.comma()
          ids.appendSku(Int(line.sku), to: file)
          file.comma()
          file.write(Int(line.quantity))
          file.comma()
          ids.appendZone(Int(order.zone), to: file)
          file.comma()
          file.write(spec.start + order.day)
          file.write(timeOfDay: Int(order.second))
          file.endRow()
        }
        number += 1
      }
    }
  }
}
