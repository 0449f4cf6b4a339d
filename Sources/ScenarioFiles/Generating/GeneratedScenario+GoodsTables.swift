extension GeneratedScenario {
  /// skus.csv: one row a SKU.
  func writeSkus(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append("sku_id,name,category,price,unit_cost,weight_kg,holding_rate")
    try file.endRow()
    for sku in 0..<assortment.count {
      let category = GeneratedAssortment.categories[Int(assortment.category[sku])]
      ids.appendSku(sku, to: file)
      file.nextCell()
      file.append(category)
      file.append(byte: UInt8(ascii: " "))
      file.append(sku + 1)
      file.nextCell()
      file.append(category)
      file.nextCell()
      file.append(Int(assortment.price[sku]), places: 2)
      file.nextCell()
      file.append(Int(assortment.unitCost[sku]), places: 2)
      file.nextCell()
      file.append(Int(assortment.grams[sku]), places: 3)
      // A quarter of the cost a year: capital, space and markdown of fashion goods.
      file.append(",0.25")
      try file.endRow()
    }
  }

  /// stock.csv: one row a SKU and holder.
  func writeStock(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append("node_id,sku_id,on_hand")
    try file.endRow()
    for row in 0..<stock.count {
      file.append(ids.nodes[Int(stock.node[row])])
      file.nextCell()
      ids.appendSku(Int(stock.sku[row]), to: file)
      file.nextCell()
      file.append(Int(stock.onHand[row]))
      try file.endRow()
    }
  }
}
