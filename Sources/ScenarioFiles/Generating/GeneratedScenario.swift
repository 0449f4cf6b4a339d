/// A synthetic scenario in memory, as columns; `write(to:)` makes the scenario folder of it.
package struct GeneratedScenario: Sendable {
  /// What was asked for.
  package let options: GeneratorOptions
  /// Cities, zones and nodes.
  package let network: GeneratedNetwork
  /// The SKUs.
  package let assortment: GeneratedAssortment
  /// The online demand.
  package let orders: GeneratedOrders
  /// The demand over the counter; none for a single day.
  package let walkIns: GeneratedWalkIns
  /// The stock at the start of the planning day.
  package let stock: GeneratedStock
}

/// Makes a synthetic retail scenario: clustered zones, three tiers of nodes, orders by popularity, stock that is
/// short here and there, capacity that binds.
///
/// The result depends on `options` alone: each table, order and SKU has a random stream of its own, and all
/// arithmetic is portable. Throws all faults of the options together. O(nodes x warehouses + SKUs + order lines +
/// stock rows); about a second for a million orders.
package func generateScenario(_ options: GeneratorOptions) throws(GeneratorOptionsError) -> GeneratedScenario {
  try options.validate()
  let network = GeneratedNetwork(options)
  let assortment = GeneratedAssortment(options)
  let orders = GeneratedOrders(options, network, assortment)
  let walkIns = GeneratedWalkIns(options, network, assortment)
  var demand = [Int](repeating: 0, count: options.skus)
  orders.addUnits(to: &demand)
  walkIns.addUnits(to: &demand)
  let stock = GeneratedStock(options, network, demand: demand)
  return GeneratedScenario(
    options: options, network: network, assortment: assortment, orders: orders, walkIns: walkIns, stock: stock)
}
