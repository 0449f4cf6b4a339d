import Studies
import Testing

@Suite struct StudyTests {
  private func study(_ counts: [Int]) -> Study {
    var study = Study(name: "t", file: "study.yaml", scenario: "s")
    study.axes = counts.enumerated().map { index, count in
      StudyAxis(
        name: "a\(index)", line: 1,
        alternatives: (0..<count).map { StudyVariant(name: "\($0)", line: 1) })
    }
    return study
  }

  @Test func theLastAxisChangesFastest() {
    var study = study([2, 3])
    study.listed = [StudyVariant(name: "mine", line: 4)]
    #expect(
      study.variants.map(\.name) == [
        "base", "mine", "a0=0 a1=0", "a0=0 a1=1", "a0=0 a1=2", "a0=1 a1=0", "a0=1 a1=1", "a0=1 a1=2",
      ])
    #expect(study.variants.map(\.labels)[1...2] == [["", ""], ["0", "0"]])
    #expect(study.variantCount == 8)
  }

  @Test func theBaseCanBeLeftOut() {
    var study = study([2])
    study.includesBase = false
    #expect(study.variants.map(\.name) == ["a0=0", "a0=1"])
    #expect(study.variantCount == 2)
  }

  @Test func withoutAGridThereIsNoCombinationOfNothing() {
    #expect(study([]).variants.map(\.name) == ["base"])
    #expect(study([]).variantCount == 1)
  }

  @Test func countsWithoutMaking() {
    #expect(study([Int](repeating: 10, count: 18)).variantCount == 1_000_000_000_000_000_001)
    #expect(study([Int](repeating: 10, count: 20)).variantCount == nil)
  }
}
