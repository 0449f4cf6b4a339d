import SupplyModel

/// A lifted cover inequality on what orders take of one resource together (Balas 1975): of some orders, each of which
/// would take at least its threshold, only so many fit.
///
/// The sum of the coefficients of all orders that take at least their thresholds is at most `limit`, in every plan;
/// nothing where the resource's node is not active.
struct CoverCut: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    /// Scenario index, each once in a cut.
    var order: Int
    var threshold: Int32
    var coefficient: Int32
  }

  var resource: Int32
  var terms: [Term]
  var limit: Int32
}
