/// A value for each of the three tiers of a generated network.
package struct TierValues<Value: Sendable>: Sendable {
  /// Of central warehouses.
  package var central: Value
  /// Of regional warehouses.
  package var regional: Value
  /// Of stores.
  package var store: Value

  /// The three values.
  package init(central: Value, regional: Value, store: Value) {
    self.central = central
    self.regional = regional
    self.store = store
  }

  /// The value of a tier.
  package subscript(tier: GeneratedTier) -> Value {
    get {
      switch tier {
      case .central: central
      case .regional: regional
      case .store: store
      }
    }
    set {
      switch tier {
      case .central: central = newValue
      case .regional: regional = newValue
      case .store: store = newValue
      }
    }
  }
}

extension TierValues: Equatable where Value: Equatable {}
