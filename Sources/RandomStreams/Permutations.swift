extension RandomStream {
  /// Brings `values` into a uniformly random order. Fisher and Yates, as in Knuth; O(n).
  package mutating func shuffle<Element>(_ values: inout [Element]) {
    var remaining = values.count
    while remaining > 1 {
      let chosen = uniform(below: remaining)
      remaining -= 1
      values.swapAt(chosen, remaining)
    }
  }

  /// The numbers 0 ..< `count` in a uniformly random order. O(count).
  package mutating func permutation(count: Int) -> [Int] {
    var values = Array(0..<count)
    shuffle(&values)
    return values
  }

  /// `size` different numbers out of 0 ..< `count` in ascending order, each subset as likely.
  ///
  /// Selection sampling (Knuth, algorithm S): one pass, no set; O(count).
  package mutating func sample(_ size: Int, outOf count: Int) -> [Int] {
    precondition(size >= 0 && size <= count, "a sample is no larger than its source")
    var chosen: [Int] = []
    chosen.reserveCapacity(size)
    for candidate in 0..<count where chosen.count < size {
      if uniform(below: count - candidate) < size - chosen.count {
        chosen.append(candidate)
      }
    }
    return chosen
  }
}
