/// Gives places of one policy's files with their lines, secrets masked, for reports that are not of findings.
public struct PlaceReader {
  private var excerpter: Excerpter

  /// - Parameter findings: what was found in the policy, with the bytes that no output may show.
  public init(_ sources: SourceMap, masking findings: [Diagnostic]) {
    excerpter = Excerpter(sources, masked: findings.flatMap(\.masked))
  }

  /// The place of a range with its lines.
  public mutating func place(_ range: SourceRange) -> ReportedPlace { excerpter.place(range) }
}
