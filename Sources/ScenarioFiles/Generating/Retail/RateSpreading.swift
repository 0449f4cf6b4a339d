/// Divides a SKU's demand over places, and leaves out those where it would be too little to have a row.
package enum RateSpreading {
  /// Turns weights into rates that add up to `total`.
  ///
  /// Places whose rate would be below `least` get 0 and their demand goes to the others in proportion; where none would
  /// have enough, all goes to the first of the heaviest. O(places).
  package static func spread(_ total: Double, least: Double, over weights: inout [Double]) {
    let sum = weights.reduce(0, +)
    guard total > 0, sum > 0 else {
      for index in weights.indices { weights[index] = 0 }
      return
    }
    let cut = least * sum / total
    let kept = weights.reduce(0) { $0 + ($1 >= cut ? $1 : 0) }
    if kept > 0 {
      for index in weights.indices { weights[index] = weights[index] >= cut ? weights[index] / kept * total : 0 }
    } else {
      let heaviest = weights.indices.max { (weights[$0], -$0) < (weights[$1], -$1) }
      for index in weights.indices { weights[index] = index == heaviest ? total : 0 }
    }
  }
}
