/// A row of a plan's files, named by its ids.
package enum PlanRow: Hashable, Sendable {
  case summary
  case assignment(order: String, line: String, node: String)
  case shipment(String)
  case transfer(from: String, to: String, sku: String, departsOn: Day)
  case unfilled(order: String, line: String)
  case nodeCost(String)
  /// The resource's kind and its ids.
  case price(PricedResource.Kind, ids: [String])

  /// The file it stands in.
  package var file: PlanFile {
    switch self {
    case .summary: .summary
    case .assignment: .assignments
    case .shipment: .shipments
    case .transfer: .transfers
    case .unfilled: .unfilled
    case .nodeCost: .nodeCosts
    case .price: .prices
    }
  }
}

extension PlanRow: CustomStringConvertible {
  /// `shipments.csv: shipment O17-1`.
  package var description: String {
    switch self {
    case .summary: file.rawValue
    case .assignment(let order, let line, let node):
      "\(file.rawValue): order \(order), line \(line), node \(node)"
    case .shipment(let id): "\(file.rawValue): shipment \(id)"
    case .transfer(let from, let to, let sku, let day):
      "\(file.rawValue): transfer of \(sku) from \(from) to \(to) on \(day)"
    case .unfilled(let order, let line): "\(file.rawValue): order \(order), line \(line)"
    case .nodeCost(let node): "\(file.rawValue): node \(node)"
    case .price(let kind, let ids): "\(file.rawValue): \(kind.rawValue) \(ids.joined(separator: " "))"
    }
  }
}
