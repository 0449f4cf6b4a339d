/// The columns of a scenario table as its reader declares them: what an import may write, and what it must.
package struct ContractTable: Sendable {
  package struct Column: Sendable {
    package var name: String
    package var kind: CellKind
    var isRequired: Bool
    /// Belongs to the order, so that all rows of an order must agree (orders.csv only).
    var isOfOrder: Bool
  }

  package var name: String
  /// Columns that must not repeat together; empty where rows may repeat.
  var key: [String]
  package var columns: [Column]

  package func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// - Parameters:
  ///   - key: columns that must not repeat together.
  ///   - ofOrder: columns in which all rows of an order must agree.
  ///   - kind: what a cell of a column may hold.
  init<Name: TableColumn>(_: Name.Type, key: [Name] = [], ofOrder: Set<Name> = [], kind: (Name) -> CellKind) {
    name = Name.table
    self.key = key.map(\.name)
    columns = Name.allCases.map {
      Column(name: $0.name, kind: kind($0), isRequired: $0.isRequired, isOfOrder: ofOrder.contains($0))
    }
  }
}

extension ContractTable {
  /// Every table of a scenario folder.
  package static let all: [ContractTable] = [
    nodes, skus, stock, zones, lanes, orders, receipts, demand, returns, forecast, supply, levels, calendar,
    stockHistory,
  ]

  private static let nodes = ContractTable(NodeColumn.self, key: [.nodeID]) { column in
    switch column {
    case .nodeID: .id
    case .tier: .word(Vocabulary.tier.names)
    case .name, .region, .parent, .cutoff, .openDays: .text
    case .latitude, .longitude: .signed
    case .ships, .pickup, .acceptsReturns, .onlinePool: .yesNo
    case .capacityOrders, .capacityUnits, .storageUnits, .receivingUnits: .count
    case .handlingPerShipment, .handlingPerUnit, .activationCost, .commissionRate, .rejectRate: .number
    }
  }

  private static let skus = ContractTable(SKUColumn.self, key: [.skuID]) { column in
    switch column {
    case .skuID: .id
    case .name, .category, .seasonStart, .seasonEnd, .kitOf: .text
    case .price, .unitCost, .weight, .volume, .holdingRate, .salvageValue: .number
    case .shelfLifeDays: .count
    case .packSize: .quantity
    case .shipsAlone: .yesNo
    }
  }

  private static let stock = ContractTable(StockColumn.self, key: [.nodeID, .skuID]) { column in
    switch column {
    case .nodeID, .skuID: .id
    case .onHand, .reserved, .protected: .count
    case .useCost: .signed
    }
  }

  private static let zones = ContractTable(ZoneColumn.self, key: [.zoneID]) { column in
    switch column {
    case .zoneID: .id
    case .name, .country: .text
    case .latitude, .longitude: .signed
    }
  }

  private static let lanes = ContractTable(
    LaneColumn.self, key: [.origin, .destination, .service, .maxWeight]
  ) { column in
    switch column {
    case .origin, .destination: .id
    case .service: .text
    case .maxWeight, .costPerShipment, .costPerUnit, .costPerKilogram, .minimumCost: .number
    case .transitDays, .capacityUnits: .count
    }
  }

  private static let orders = ContractTable(
    OrderColumn.self,
    ofOrder: [
      .placedAt, .customerID, .channel, .method, .zoneID, .pickupNode, .service, .promiseBy, .split, .maxShipments,
      .priority,
    ]
  ) { column in
    switch column {
    case .orderID, .skuID: .id
    case .quantity, .maxShipments: .quantity
    case .unitPrice, .priority: .number
    case .status: .word(Vocabulary.status.names)
    case .channel: .word(Vocabulary.channel.names)
    case .method: .word(Vocabulary.method.names)
    case .split: .word(Vocabulary.split.names)
    case .lineID, .nodeID, .placedAt, .customerID, .zoneID, .pickupNode, .service, .promiseBy: .text
    }
  }

  private static let receipts = ContractTable(ReceiptColumn.self) { column in
    switch column {
    case .nodeID, .skuID: .id
    case .quantity: .quantity
    case .due: .text
    }
  }

  private static let demand = ContractTable(DemandColumn.self) { column in
    switch column {
    case .nodeID, .skuID: .id
    case .quantity: .quantity
    case .date, .customerID: .text
    }
  }

  private static let returns = ContractTable(ReturnColumn.self) { column in
    switch column {
    case .orderID, .skuID, .nodeID, .returnedAt: .text
    case .quantity: .quantity
    case .resalable: .yesNo
    }
  }

  private static let forecast = ContractTable(ForecastColumn.self) { column in
    switch column {
    case .skuID: .id
    case .nodeID, .zoneID, .periodStart: .text
    case .mean, .deviation, .q10, .q25, .q50, .q75, .q90, .q95, .q99: .number
    }
  }

  private static let supply = ContractTable(SupplyColumn.self, key: [.nodeID, .skuID]) { column in
    switch column {
    case .nodeID, .skuID: .id
    case .leadDays, .minimum: .count
    case .unitCost, .orderCost: .number
    }
  }

  private static let levels = ContractTable(LevelColumn.self, key: [.nodeID, .skuID]) { column in
    switch column {
    case .nodeID, .skuID: .id
    case .minimum, .maximum, .baseStock: .count
    case .ranged: .yesNo
    }
  }

  private static let calendar = ContractTable(CalendarColumn.self, key: [.nodeID, .date]) { column in
    switch column {
    case .nodeID: .id
    case .date: .text
    case .capacityOrders, .capacityUnits, .receivingUnits: .count
    case .open: .yesNo
    }
  }

  private static let stockHistory = ContractTable(StockHistoryColumn.self, key: [.date, .nodeID, .skuID]) { column in
    switch column {
    case .nodeID, .skuID: .id
    case .date: .text
    case .onHand: .count
    }
  }
}
