import SupplyModel

/// What one node sends for one order: a main parcel, and units that are parcels of their own.
struct ParcelContent {
  var mainUnits: Int32 = 0
  /// Milligrams.
  var mainWeight: Int64 = 0
  /// Weight of one unit and how many, for each line whose units ship alone.
  var alone: [(weight: Int64, units: Int32)] = []

  /// Adds units of one SKU.
  mutating func add(units: Int32, weight: Int64, alone shipsAlone: Bool) {
    if shipsAlone {
      alone.append((weight, units))
    } else {
      mainUnits += units
      mainWeight += weight * Int64(units)
    }
  }

  var aloneUnits: Int32 { alone.reduce(0) { $0 + $1.units } }
  var units: Int32 { mainUnits + aloneUnits }
  var weight: Int64 { alone.reduce(mainWeight) { $0 + $1.weight * Int64($1.units) } }
  var parcels: Int32 { aloneUnits + (mainUnits > 0 ? 1 : 0) }
}

/// The figures of one shipment (money in millionths, days from as_of).
struct ShipmentFigures {
  var carrier: Int64 = 0
  var handling: Int64 = 0
  /// Carrier and handling_per_shipment of the main parcel alone.
  var mainParcelCost: Int64 = 0
  var shipDays: Int32 = 0
  var arrivalDays: Int32 = 0
}

extension ScenarioTables {
  /// The band of an arc that takes a parcel of a weight, or nil where it is too heavy. Complexity: O(bands).
  @inline(__always)
  func band(_ arc: Int32, weight: Int64) -> ParcelBand? {
    for index in bands(arc) where weight <= arcs.bands[index].maxWeight { return arcs.bands[index] }
    return nil
  }

  /// What a shipment costs and when it arrives. A parcel that no lane takes (locked ones only) costs no carrier and
  /// arrives on the day it ships.
  func shipment(order: Int, node: NodeIndex, content: ParcelContent) -> ShipmentFigures {
    let facts = nodes[Int(node)]
    var figures = ShipmentFigures()
    figures.shipDays = (shipsOn(order: order, node: node) ?? asOf) - asOf
    figures.arrivalDays = figures.shipDays
    figures.handling =
      facts.handlingPerUnit * Int64(content.units) + facts.handlingPerShipment * Int64(content.parcels)
    let arc = destinationOf[order] >= 0 ? arcs.arc(destination: destinationOf[order], node: node) : -1
    if content.mainUnits > 0 {
      figures.mainParcelCost = facts.handlingPerShipment
      if arc >= 0, let band = band(arc, weight: content.mainWeight) {
        let cost = band.cost(units: content.mainUnits, weight: content.mainWeight)
        figures.carrier += cost
        figures.mainParcelCost += cost
        figures.arrivalDays = max(figures.arrivalDays, figures.shipDays + band.transitDays)
      }
    }
    for (weight, units) in content.alone where units > 0 && arc >= 0 {
      guard let band = band(arc, weight: weight) else { continue }
      figures.carrier += band.cost(units: 1, weight: weight) * Int64(units)
      figures.arrivalDays = max(figures.arrivalDays, figures.shipDays + band.transitDays)
    }
    return figures
  }
}
