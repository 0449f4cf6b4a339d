import SupplyModel

/// Writes series of forecast.csv.
struct ForecastTable {
  /// The day from which periods count.
  let start: Day

  /// The header.
  static func writeHeader(to file: FileSink) {
    file.write("node_id,zone_id,sku_id,period_start,mean")
    file.endRow()
  }

  /// The rows of one series; means in millionths of a unit, the finest that is read.
  /// - Parameter place: writes node and zone.
  func write(
    _ periods: ForecastPeriods, rate: Double, to file: FileSink, _ ids: GeneratedIds, sku: Int, _ place: () -> Void
  ) {
    for row in periods.rows {
      place()
      file.comma()
      ids.appendSku(sku, to: file)
      file.comma()
      file.write(start + Int32(row.day))
      file.comma()
      file.write(Int64((rate * row.units * 1e6).rounded()), scale: 6)
      file.endRow()
    }
  }
}
