import SupplyModel

extension FileSink {
  /// Appends latitude and longitude; the map lies north of the equator and east of Greenwich: no signs.
  func write(_ place: GeneratedPlace) {
    write(Int64(place.latitude), scale: 5)
    comma()
    write(Int64(place.longitude), scale: 5)
  }

  /// Appends a day as in `2026-11-11`.
  func write(_ day: Day) {
    let date = day.date
    write(date.year, width: 4)
    write(byte: UInt8(ascii: "-"))
    write(date.month, width: 2)
    write(byte: UInt8(ascii: "-"))
    write(date.day, width: 2)
  }

  /// Appends a second of a day as in `T09:30:00`.
  func write(timeOfDay second: Int) {
    write(byte: UInt8(ascii: "T"))
    write(second / 3600, width: 2)
    write(byte: UInt8(ascii: ":"))
    write(second / 60 % 60, width: 2)
    write(byte: UInt8(ascii: ":"))
    write(second % 60, width: 2)
  }

  /// Appends a row of zones.csv.
  func writeZone(_ index: Int, _ place: GeneratedPlace, city: Int?, _ ids: GeneratedIds) {
    ids.appendZone(index, to: self)
    comma()
    write(GeneratedScenario.region(city) + " district ")
    write(index + 1)
    comma()
    write(place)
    write(",CN")
    endRow()
  }
}
