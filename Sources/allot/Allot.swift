import ArgumentParser

@main
struct Allot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allot", abstract: "Decide which stock serves which order, and prove how far that is from the best.")
}
