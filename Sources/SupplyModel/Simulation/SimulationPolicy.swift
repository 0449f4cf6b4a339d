/// How a simulation decides: `FULFILMENT+REPLENISHMENT@CHANNELS`, as in `nearest-store-first+base_stock@siloed`.
package struct SimulationPolicy: Hashable, Sendable {
  package var fulfilment: Policy
  package var replenishment: ReplenishmentPolicy
  package var channels: ChannelRule

  package init(fulfilment: Policy, replenishment: ReplenishmentPolicy, channels: ChannelRule) {
    self.fulfilment = fulfilment
    self.replenishment = replenishment
    self.channels = channels
  }

  /// What scenario.yaml says; where it says nothing, its `policy`, no replenishment and one stock for all channels.
  package init(_ settings: ScenarioSettings) {
    self.init(
      fulfilment: settings.simulation.fulfilment ?? settings.policy,
      replenishment: settings.simulation.replenishment ?? .none, channels: settings.simulation.channels ?? .unified)
  }

  /// Reads `optimal+planned@unified`; what is left out is as in `standard`. nil where a word is not one of ours.
  package init?(_ text: String, standard: SimulationPolicy) {
    self = standard
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count > 1 {
      guard let channels = ChannelRule(rawValue: String(parts[1])) else { return nil }
      self.channels = channels
    }
    let words = parts[0].split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    if words.count > 1 {
      guard let replenishment = ReplenishmentPolicy(rawValue: String(words[1])) else { return nil }
      self.replenishment = replenishment
    }
    guard let fulfilment = Policy(rawValue: String(words[0])) else { return nil }
    self.fulfilment = fulfilment
  }
}

extension SimulationPolicy: CustomStringConvertible {
  package var description: String { "\(fulfilment.rawValue)+\(replenishment.rawValue)@\(channels.rawValue)" }
}
