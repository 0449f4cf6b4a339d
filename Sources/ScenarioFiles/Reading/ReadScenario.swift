import SupplyModel

/// Reads and checks a scenario folder: scenario.yaml and every table of the contract that is there.
///
/// - Parameters:
///   - folder: the folder's path.
///   - options: threads, what must be there, progress.
/// - Returns: a scenario past which nothing needs checking; `notices` holds what a user should know.
/// - Throws: all faults of all files, by file and line, the first 100 listed; `isMissingFolder` where there is none.
/// - Complexity: O(bytes) expected; the result does not depend on the number of threads.
package func readScenario(at folder: String, options: ReadingOptions = ReadingOptions()) throws(ScenarioErrors)
  -> Scenario
{
  guard let files = ScenarioFolder(folder) else {
    let error = ScenarioError(file: folder, message: "no such folder")
    throw ScenarioErrors(listed: [error], count: 1, isMissingFolder: true)
  }
  var reading = ScenarioReading(files, options)
  reading.readBasics()
  reading.readTables()
  reading.joinTables()
  reading.checkTheWhole()
  return try reading.finish()
}
