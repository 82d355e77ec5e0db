import ArgumentParser
import PosternReport

/// `--traffic` and `--prices`.
struct WeightOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Logins a month by country: CSV with the header country,logins.", valueName: "file"))
  var traffic: String?

  @Option(
    help: ArgumentHelp(
      "Prices of messages: CSV with the header country,channel,price; goes with --traffic.", valueName: "file"
    ))
  var prices: String?

  /// What the tables say, if they are given.
  struct Read {
    let value: Weights?
  }

  /// Reads the tables; nil when something is wrong with one, which has then been said.
  func read() throws -> Read? {
    guard let traffic else {
      if prices != nil {
        throw UsageFault("--prices goes with --traffic: without logins nothing costs anything")
      }
      return Read(value: nil)
    }
    let counts = try table(traffic) { bytes throws(CSVFaults) in try Traffic(csv: bytes) }
    guard let prices else { return counts.map { Read(value: Weights(traffic: $0, prices: nil)) } }
    let list = try table(prices) { bytes throws(CSVFaults) in try Prices(csv: bytes) }
    guard let counts, let list else { return nil }
    return Read(value: Weights(traffic: counts, prices: list))
  }

  private func table<Table>(
    _ path: String, _ read: ([UInt8]) throws(CSVFaults) -> Table
  ) throws(FileError) -> Table? {
    let bytes = try FileSystem.read(path, limit: 9 << 20)
    do {
      return try read(bytes)
    } catch {
      for fault in error.faults { Terminal.message("\(path):\(fault.line): \(fault)") }
      return nil
    }
  }
}
