import SupplyModel

/// What became of every row of an import, as a table.
package struct ImportTable: Sendable {
  private let report: ImportReport

  package init(_ report: ImportReport) { self.report = report }

  /// The table with its line breaks.
  package var text: String {
    var table = TextTable()
    table.add(["map", report.map])
    table.rule()
    for source in report.sources {
      table.add(["rows read (\(source.source))", grouped(Int64(source.read))])
      add(&table, "filtered", source.filtered)
      add(&table, "rejected", source.rejected)
      add(&table, "merged", source.merged)
      table.add(["used", grouped(Int64(source.used))])
      table.rule()
    }
    for file in report.tables { table.add([file.file, grouped(Int64(file.rows))]) }
    return table.text
  }

  private func add(_ table: inout TextTable, _ fate: String, _ counts: [ImportReport.Count]) {
    for count in counts where count.rows > 0 { table.add(["\(fate): \(count.name)", grouped(Int64(count.rows))]) }
  }
}
