import Foundation
import SupplyModel

/// The files of an import, put together in memory and then written.
struct ImportOutput {
  let map: ImportMap
  let run: SourceRun
  private(set) var files: [(name: String, bytes: [UInt8])] = []
  private(set) var report: ImportReport

  init(map: ImportMap, run: SourceRun) {
    self.map = map
    self.run = run
    report = ImportReport(
      map: map.name, sources: run.tallies.map { $0.report() }, tables: [], copied: [], notices: [])
  }

  /// - Throws: `ScenarioError` for faults of the base's files, `ImportError` where one cannot be read.
  mutating func assemble(base: BaseFolder?) throws {
    var made: Set<String> = ["scenario.yaml"]
    for builder in run.tables {
      made.insert(builder.rule.contract.name)
      try addTable(builder, base: base)
    }
    if let stock = map.stock, let orders = run.tables.first(where: { $0.rule.contract.name == "orders" }) {
      let (text, rows) = stock.table(orders.units)
      made.insert("stock")
      noteReplaced("stock", base)
      add("stock.csv", text, rows: rows)
    }
    try addSettings(base)
    for file in base?.files ?? [] {
      let table =
        file.hasSuffix(".csv.gz") ? String(file.dropLast(7)) : file.hasSuffix(".csv") ? String(file.dropLast(4)) : file
      guard let base, !made.contains(table) else { continue }
      files.append((file, try base.bytes(of: file)))
      report.copied.append(file)
    }
    files.append((ScenarioFolder.rejectedRows, run.rejected.text()))
    files.append(("import.json", Array(try report.json().utf8)))
  }

  private mutating func add(_ file: String, _ bytes: [UInt8], rows: Int) {
    files.append((file, bytes))
    report.tables.append(ImportReport.Table(file: file, rows: rows))
  }

  private mutating func noteReplaced(_ table: String, _ base: BaseFolder?) {
    guard let file = base?.file(of: table) else { return }
    report.notices.append("\(file) of the base folder is left out: the map makes \(table).csv")
  }

  private mutating func addTable(_ builder: TableBuilder, base: BaseFolder?) throws {
    let rule = builder.rule
    for (column, cells) in zip(rule.columns, builder.aligned) where cells > 0 {
      report.notices.append(
        "\(rule.file): \(column.name) of \(cells) rows differed from the first row of their order and took its value")
    }
    if rule.base == .add, let base, let file = base.file(of: rule.contract.name) {
      let csv = try CSVFile(path: base.path + "/" + file, name: file)
      let table = try ExtendedTable(base: csv, adding: builder)
      if table.known > 0 {
        report.notices.append(
          "\(rule.file): \(table.known) imported rows are in the base folder already and stay as there")
      }
      add(rule.file, table.text, rows: table.rows)
      return
    }
    noteReplaced(rule.contract.name, base)
    var text = Array(rule.columns.map(\.name).joined(separator: ",").utf8)
    text.append(UInt8(ascii: "\n"))
    add(rule.file, text + builder.body(), rows: builder.rowCount)
  }

  private mutating func addSettings(_ base: BaseFolder?) throws {
    let hasFile = base?.files.contains("scenario.yaml") ?? false
    guard hasFile || !map.settings.isEmpty else { return }
    let old = hasFile ? try base.map { String(decoding: try $0.bytes(of: "scenario.yaml"), as: UTF8.self) } : nil
    var settings = SettingsText(old)
    for (setting, extreme) in zip(map.settings, run.extremes) {
      switch setting.value {
      case .text(let text): try settings.set(setting.key, to: text, file: "scenario.yaml")
      case .latest, .earliest:
        guard let extreme else {
          report.notices.append("scenario.yaml: \(setting.key) is not set, since no row was used")
          continue
        }
        try settings.set(setting.key, to: String(decoding: extreme, as: UTF8.self), file: "scenario.yaml")
      }
    }
    files.append(("scenario.yaml", Array(settings.text.utf8)))
  }

  /// - Throws: `ImportError.cannotWrite`.
  func write(to directory: String) throws(ImportError) {
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw ImportError.cannotWrite("\(directory): cannot be created")
    }
    guard let present = try? FileManager.default.contentsOfDirectory(atPath: directory), present.isEmpty else {
      throw ImportError.cannotWrite("\(directory): expected an empty folder")
    }
    for (name, bytes) in files {
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: directory + "/" + name))
      } catch {
        throw ImportError.cannotWrite("\(directory)/\(name): cannot be written")
      }
    }
  }
}

extension ImportReport {
  /// The text of import.json.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
