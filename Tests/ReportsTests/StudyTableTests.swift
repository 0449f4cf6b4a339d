import Reports
import SupplyModel
import Testing

@Suite struct StudyTableTests {
  private func row(_ variant: String, _ policy: String, _ values: [Double?], base: [Double?]?) -> StudySummary.Row {
    let difference = base.flatMap { SampleMean(difference: values, $0) }
    return StudySummary.Row(
      variant: variant, labels: [], policy: policy,
      figures: [StudySummary.Figure(sample: SampleMean(values), difference: difference)])
  }

  private func summary(_ rows: [StudySummary.Row], replications: Int, hasBase: Bool) -> StudySummary {
    StudySummary(
      name: "t", command: "simulate", replications: replications, axes: [], metrics: ["cost"], hasBase: hasBase,
      rows: rows, front: [FrontMetric(name: "cost", isHigherBetter: false)])
  }

  @Test func withIntervals() {
    let base: [Double?] = [1000, 2000]
    let rows = [
      row("base", "p", base, base: nil), row("b", "p", [1000.5, 1999], base: base),
      row("c", "p", [nil, nil], base: base),
    ]
    #expect(
      StudyTable(summary(rows, replications: 2, hasBase: true)).text == """
        variant      cost        +-  less base    +-  front
        ---------------------------------------------------
        base     1,500.00  6,353.10
        b        1,499.75  6,343.57    -0.2500  9.53      *
        c               -         -
        """)
  }

  @Test func withoutABaseAndReplications() {
    let rows = [row("a", "p", [3], base: nil), row("a", "q", [-0.00001], base: nil)]
    #expect(
      StudyTable(summary(rows, replications: 1, hasBase: false)).text == """
        variant  policy    cost  front
        ------------------------------
        a             p    3.00
        a             q  0.0000      *
        """)
  }
}
