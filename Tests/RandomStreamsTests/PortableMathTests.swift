import Glibc
import RandomStreams
import Testing

/// Against the C library, which is right to about the last bit.
@Suite struct PortableMathTests {
  private func close(_ value: Double, _ reference: Double, units: Double = 4) -> Bool {
    abs(value - reference) <= units * max(reference.ulp, 1e-18)
  }

  @Test func logarithm() {
    var stream = RandomStream(seed: 61, purpose: "log")
    for _ in 0..<20_000 {
      let x = Double(sign: .plus, exponent: stream.uniform(in: -1000...1000), significand: 1 + stream.unit())
      #expect(close(PortableMath.log(x), log(x)))
      let near = stream.uniform(from: 0.9, to: 1.1)
      #expect(close(PortableMath.log(near), log(near)))
    }
    #expect(PortableMath.log(1) == 0)
    #expect(close(PortableMath.log(.leastNonzeroMagnitude), log(.leastNonzeroMagnitude)))
  }

  @Test func exponential() {
    var stream = RandomStream(seed: 62, purpose: "exp")
    for _ in 0..<20_000 {
      let x = stream.uniform(from: -700, to: 709)
      #expect(close(PortableMath.exp(x), exp(x)))
      let small = stream.uniform(from: -1, to: 1)
      #expect(close(PortableMath.exp(small), exp(small)))
    }
    #expect(PortableMath.exp(0) == 1)
    #expect(PortableMath.exp(-800) == 0)
    #expect(PortableMath.exp(800) == .infinity)
    #expect(PortableMath.exp(709.7).isFinite)
  }

  @Test func trigonometry() {
    var stream = RandomStream(seed: 63, purpose: "sin")
    for _ in 0..<20_000 {
      let x = stream.uniform(from: -7, to: 7)
      #expect(abs(PortableMath.sin(x) - sin(x)) < 4e-16)
      #expect(abs(PortableMath.cos(x) - cos(x)) < 4e-16)
      let s = stream.uniform(from: -1, to: 1)
      #expect(close(PortableMath.asin(s), asin(s)))
    }
    #expect(PortableMath.asin(1) == Double.pi / 2)
    #expect(PortableMath.asin(-1) == -Double.pi / 2)
    #expect(PortableMath.cos(0) == 1)
  }

  @Test func factorials() {
    for n in 0...200 {
      let reference: Double = lgamma(Double(n) + 1)
      #expect(abs(PortableMath.logFactorial(Double(n)) - reference) < 1e-13 * max(1, reference))
    }
  }
}
