extension RandomStream {
  /// A Poisson draw of the given `mean`, 0 ... 10^15.
  ///
  /// Below 10 by multiplying uniform draws (Knuth), O(mean); from 10 on by transformed rejection, O(1) expected:
  /// Hoermann, "The transformed rejection method for generating Poisson random variables" (PTRS), 1993.
  package mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e15, "a Poisson mean lies in 0...1e15")
    return mean < 10 ? poissonByProducts(mean: mean) : poissonByRejection(mean: mean)
  }

  /// A negative binomial draw of the given `mean` (>= 0) and variance `mean` + `mean`^2 / `dispersion`
  /// (`dispersion` > 0; the smaller, the more erratic): the usual model of retail demand.
  ///
  /// A Poisson draw whose mean is a gamma draw. O(1) expected.
  package mutating func negativeBinomial(mean: Double, dispersion: Double) -> Int {
    precondition(mean >= 0 && dispersion > 0, "the mean is not negative, the dispersion is positive")
    return mean == 0 ? 0 : poisson(mean: gamma(shape: dispersion, scale: mean / dispersion))
  }

  private mutating func poissonByProducts(mean: Double) -> Int {
    let limit = PortableMath.exp(-mean)
    var count = 0
    var product = positiveUnit()
    while product > limit {
      count += 1
      product *= positiveUnit()
    }
    return count
  }

  private mutating func poissonByRejection(mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let vr = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = unit() - 0.5
      let v = positiveUnit()
      let us = 0.5 - abs(u)
      // u = -0.5 would divide by zero; it has probability 2^-53.
      if us <= 0 { continue }
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07 && v <= vr { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      // One draw in eight comes here.
      let logInverseAlpha = PortableMath.log(1.1239 + 1.1328 / (b - 3.4))
      let left = PortableMath.log(v) + logInverseAlpha - PortableMath.log(a / (us * us) + b)
      if left <= k * PortableMath.log(mean) - mean - PortableMath.logFactorial(k) { return Int(k) }
    }
  }
}
