import SupplyModel

extension RetailScenario {
  /// nodes.csv.
  func writeNodes(to file: FileSink, _ ids: GeneratedIds) {
    file.write(
      "node_id,tier,name,latitude,longitude,region,parent,ships,pickup,accepts_returns,online_pool,capacity_orders,"
        + "capacity_units,handling_per_shipment,handling_per_unit,activation_cost,commission_rate,cutoff,open_days,"
        + "reject_rate")
    file.endRow()
    for (index, node) in network.nodes.enumerated() {
      let tier = spec.tiers[node.tier]
      file.write(ids.nodes[index])
      file.comma()
      file.write(node.tier.rawValue)
      file.comma()
      file.write(node.tier.name(ids.nodes[index]))
      file.comma()
      file.write(node.place)
      file.comma()
      file.write(GeneratedScenario.region(node.city))
      file.comma()
      if let parent = node.parent { file.write(ids.nodes[parent]) }
      for flag in [tier.ships, tier.pickup, tier.acceptsReturns, tier.onlinePool] {
        file.write(flag ? ",true" : ",false")
      }
      for capacity in [tier.capacityOrders, tier.capacityUnits] {
        file.comma()
        if let capacity { file.write(capacity) }
      }
      for cost in [tier.handlingPerShipment, tier.handlingPerUnit, tier.activationCost] {
        file.comma()
        file.write(cost, scale: 6)
      }
      file.comma()
      file.write(tier.commissionRate, scale: 9)
      file.comma()
      file.write(tier.cutoff)
      file.comma()
      file.write(tier.openDays)
      file.comma()
      file.write(tier.rejectRate, scale: 9)
      file.endRow()
    }
  }

  /// zones.csv.
  func writeZones(to file: FileSink, _ ids: GeneratedIds) {
    file.write("zone_id,name,latitude,longitude,country")
    file.endRow()
    for (index, zone) in network.zones.enumerated() {
      file.writeZone(index, zone.place, city: zone.city, ids)
    }
  }

  /// skus.csv.
  func writeSkus(to file: FileSink, _ ids: GeneratedIds) {
    file.write(
      "sku_id,name,category,price,unit_cost,weight_kg,season_start,season_end,salvage_value,holding_rate,"
        + "shelf_life_days,pack_size")
    file.endRow()
    for sku in 0..<assortment.count {
      let category = spec.categories[Int(assortment.category[sku])]
      ids.appendSku(sku, to: file)
      file.comma()
      file.write(category.name)
      file.write(byte: UInt8(ascii: " "))
      file.write(sku + 1)
      file.comma()
      file.write(category.name)
      file.comma()
      file.write(assortment.price[sku], scale: 2)
      file.comma()
      file.write(assortment.unitCost[sku], scale: 2)
      file.comma()
      file.write(assortment.grams[sku], scale: 3)
      file.comma()
      if let season = category.season {
        file.write(spec.start + Int32(season.range.lowerBound))
        file.comma()
        file.write(spec.start + Int32(season.range.upperBound - 1))
        file.comma()
        file.write(Int64((Double(assortment.unitCost[sku]) * season.salvageShare).rounded()), scale: 2)
      } else {
        file.write(",,")
      }
      file.comma()
      file.write(Int64((category.holdingRate * 1e6).rounded()), scale: 6)
      file.comma()
      if let days = category.shelfLifeDays { file.write(days) }
      file.comma()
      file.write(category.packSize)
      file.endRow()
    }
  }
}
