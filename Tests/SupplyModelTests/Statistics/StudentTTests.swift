import SupplyModel
import Testing

@Suite struct StudentTTests {
  /// Table values as printed in every textbook, to three decimals.
  @Test(arguments: [
    (1, 0.975, 12.706), (2, 0.975, 4.303), (3, 0.975, 3.182), (4, 0.975, 2.776), (5, 0.975, 2.571), (9, 0.975, 2.262),
    (10, 0.975, 2.228), (29, 0.975, 2.045), (30, 0.975, 2.042), (60, 0.975, 2.000), (120, 0.975, 1.980),
    (1, 0.95, 6.314), (2, 0.95, 2.920), (7, 0.995, 3.499), (12, 0.9, 1.356), (40, 0.995, 2.704), (3, 0.9995, 12.924),
  ])
  func publishedValues(degrees: Int, probability: Double, expected: Double) {
    let t = StudentT(degrees: degrees).quantile(probability)
    #expect(abs(t - expected) < 0.0005001, "\(t)")
  }

  /// One degree is the Cauchy distribution, two have a closed form.
  @Test(arguments: [0.0, 0.1, 0.5, 1, 3, 50, 1e6])
  func closedForms(t: Double) {
    #expect(abs(StudentT(degrees: 2).central(t) - t / (2 + t * t).squareRoot()) < 1e-14)
    // tan(pi/8) = sqrt(2) - 1, so a Cauchy value lies within it with probability 1/4.
    #expect(abs(StudentT(degrees: 1).central(2.0.squareRoot() - 1) - 0.25) < 1e-15)
    #expect(abs(StudentT(degrees: 1).central(1) - 0.5) < 1e-15)
  }

  @Test func theQuantileIsTheInverse() {
    for degrees in [1, 2, 3, 4, 17, 100, 999] {
      for probability in [0.5, 0.6, 0.9, 0.975, 0.999] {
        let t = StudentT(degrees: degrees).quantile(probability)
        #expect(abs(StudentT(degrees: degrees).central(t) - (2 * probability - 1)) < 1e-12)
      }
    }
  }

  /// With many degrees it is the normal distribution, whose quantile is 1.959964.
  @Test func manyDegreesAreNormal() {
    #expect(abs(StudentT(degrees: 100_000).quantile(0.975) - 1.959964) < 3e-5)
  }
}
