/// How orders are assigned to nodes. The raw value is the name on the command line and in scenario.yaml.
package enum Policy: String, CaseIterable, Sendable {
  /// All orders jointly, with a proven bound.
  case optimal
  /// For each order in turn, the cheapest feasible way.
  case cheapest
  /// The central warehouse; when it lacks, the nearest store.
  case centralFirst = "central-first"
  /// The nearest store; when it lacks, the regional warehouse.
  case nearestStoreFirst = "nearest-store-first"
}
