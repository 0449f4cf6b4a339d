import ScenarioFiles
import SupplyModel

/// Reads and checks a study.yaml against the scenario that it names: its keys, and every table and column that it
/// refers to. What only a changed scenario shows is found when its variants are made.
///
/// - Parameters:
///   - path: of study.yaml.
///   - metrics: what each command measures.
/// - Throws: all faults, by line; `isMissingFolder` where there is no such file.
package func readStudy(
  at path: String, metrics: @escaping (StudyCommand) -> [String]
) throws(ScenarioErrors) -> Study {
  let root: YAMLTree
  do throws(ScenarioError) {
    let file = try MappedFile(path: path, name: path)
    guard file.bytes.count <= 1 << 20 else { throw ScenarioError(file: path, message: "is larger than 1 MiB") }
    root = try withExtendedLifetime(file) { () throws(ScenarioError) in try YAMLTree(utf8: file.bytes, file: path) }
  } catch {
    throw ScenarioErrors(listed: [error], count: 1, isMissingFolder: error.message == "no such file")
  }
  var reader = StudyReader(path: path, metrics: metrics)
  let study = reader.read(root)
  if let errors = reader.keys.faults.errors { throw errors }
  return study
}
