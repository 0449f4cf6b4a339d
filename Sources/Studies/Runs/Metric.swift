/// One figure that a run measured.
package struct Metric: Hashable, Sendable {
  package var name: String
  /// nil where it is undefined, such as a share of nothing.
  package var value: Double?

  package init(_ name: String, _ value: Double?) {
    self.name = name
    self.value = value
  }
}
