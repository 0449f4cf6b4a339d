/// The runs of a study, numbered: by variant, then policy, then replication.
package struct StudyRuns: Sendable {
  package let variants: [StudyVariant]
  package let policies: [String]
  package let replications: Int
  private let command: StudyCommand
  private let seed: UInt64?
  /// Where the variants' folders are.
  private let folder: String

  /// - Parameters:
  ///   - folder: where the variants' folders are: `1`, `2`, ….
  ///   - seed: goes before that of the study.
  package init(_ study: Study, folder: String, seed: UInt64?) {
    variants = study.variants
    policies = study.policies
    replications = study.replications
    command = study.command
    self.seed = seed ?? study.seed
    self.folder = folder
  }

  package var count: Int { variants.count * policies.count * replications }

  package func variant(of run: Int) -> Int { run / (policies.count * replications) }
  package func policy(of run: Int) -> Int { run / replications % policies.count }
  /// From 1.
  package func replication(of run: Int) -> Int { run % replications + 1 }

  package func run(variant: Int, policy: Int, replication: Int) -> Int {
    (variant * policies.count + policy) * replications + replication - 1
  }

  /// The folder of a variant.
  package func path(ofVariant variant: Int) -> String { "\(folder)/\(variant + 1)" }

  package func request(_ run: Int) -> RunRequest {
    RunRequest(
      run: String(run), command: command, scenario: path(ofVariant: variant(of: run)),
      policy: policies[policy(of: run)],
      replication: replication(of: run), seed: seed)
  }

  /// A run in words.
  package func description(of run: Int) -> String {
    "variant \(variants[variant(of: run)].name), policy \(policies[policy(of: run)]), replication \(replication(of: run))"
  }
}
