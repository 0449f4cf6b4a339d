extension GeneratedScenario {
  /// skus.csv: one row a SKU.
  func writeSkus(to file: FileSink, _ ids: GeneratedIds) {
    file.write("sku_id,name,category,price,unit_cost,weight_kg,holding_rate")
    file.endRow()
    for sku in 0..<assortment.count {
      let category = GeneratedAssortment.categories[Int(assortment.category[sku])]
      ids.appendSku(sku, to: file)
      file.comma()
      file.write(category)
      file.write(byte: UInt8(ascii: " "))
      file.write(sku + 1)
      file.comma()
      file.write(category)
      file.comma()
      file.write(Int64(assortment.price[sku]), scale: 2)
      file.comma()
      file.write(Int64(assortment.unitCost[sku]), scale: 2)
      file.comma()
      file.write(Int64(assortment.grams[sku]), scale: 3)
      // A quarter of the cost a year: capital, space and markdown of fashion goods.
      file.write(",0.25")
      file.endRow()
    }
  }

  /// stock.csv: one row a SKU and holder.
  func writeStock(to file: FileSink, _ ids: GeneratedIds) {
    file.write("node_id,sku_id,on_hand")
    file.endRow()
    for row in 0..<stock.count {
      file.write(ids.nodes[Int(stock.node[row])])
      file.comma()
      ids.appendSku(Int(stock.sku[row]), to: file)
      file.comma()
      file.write(Int(stock.onHand[row]))
      file.endRow()
    }
  }
  /// supply.csv: central warehouses can buy every SKU, in two weeks.
  func writeSupply(to file: FileSink, _ ids: GeneratedIds) {
    file.write("node_id,sku_id,lead_days")
    file.endRow()
    for (node, place) in network.nodes.enumerated() where place.tier == .central {
      for sku in 0..<assortment.count {
        file.write(ids.nodes[node])
        file.comma()
        ids.appendSku(sku, to: file)
        file.write(",14")
        file.endRow()
      }
    }
  }
}
