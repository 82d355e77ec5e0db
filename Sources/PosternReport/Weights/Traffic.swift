public import PosternModel
public import PosternNumbering

/// How often people from each country sign in.
public struct Traffic: Sendable, Hashable {
  /// Logins per month by `Region.index`, each 0 … 10¹².
  private var counts = Array(repeating: 0, count: Region.count)
  /// Of all countries together.
  public private(set) var total = 0

  /// Reads a table with the header `country,logins`. A country that it does not name has none.
  public init(csv bytes: [UInt8]) throws(CSVFaults) {
    var faults: [CSVFault] = []
    var seen: [Region: Int] = [:]
    for row in try CSVReader.rows(of: bytes, header: ["country", "logins"]) {
      do throws(CSVFault) {
        let fields = try row.fields(2)
        let region = try row.region(fields[0])
        if let first = seen[region] {
          throw CSVFault(line: row.line, kind: .duplicate("`\(region.code)`", first: first))
        }
        seen[region] = row.line
        let count = try row.decimal(fields[1], places: 0)
        counts[Int(region.index)] = count
        total += count
      } catch {
        faults.append(error)
      }
    }
    if !faults.isEmpty { throw CSVFaults(faults) }
  }

  /// Logins per month from a region.
  public subscript(region: Region) -> Int { counts[Int(region.index)] }
}

/// What a message costs.
public struct Prices: Sendable, Hashable {
  private struct Key: Hashable {
    let region: Region
    let channel: Channel
  }

  private var prices: [Key: Amount] = [:]

  /// Reads a table with the header `country,channel,price`.
  public init(csv bytes: [UInt8]) throws(CSVFaults) {
    var faults: [CSVFault] = []
    var seen: [Key: Int] = [:]
    for row in try CSVReader.rows(of: bytes, header: ["country", "channel", "price"]) {
      do throws(CSVFault) {
        let fields = try row.fields(3)
        let region = try row.region(fields[0])
        guard let channel = Channel(name: fields[1]) else {
          throw CSVFault(line: row.line, kind: .channel(CSVReader.shown(fields[1])))
        }
        let key = Key(region: region, channel: channel)
        if let first = seen[key] {
          throw CSVFault(
            line: row.line, kind: .duplicate("`\(region.code)` with `\(channel.name)`", first: first))
        }
        seen[key] = row.line
        prices[key] = Amount(millionths: Int128(try row.decimal(fields[2], places: 6)))
      } catch {
        faults.append(error)
      }
    }
    if !faults.isEmpty { throw CSVFaults(faults) }
  }

  /// The price of one message; nil when the table does not say.
  public func price(of channel: Channel, in region: Region) -> Amount? {
    prices[Key(region: region, channel: channel)]
  }
}

extension CSVReader.Row {
  fileprivate func fields(_ wanted: Int) throws(CSVFault) -> [String] {
    guard fields.count == wanted else {
      throw CSVFault(line: line, kind: .fields(found: fields.count, wanted: wanted))
    }
    return fields
  }

  fileprivate func region(_ text: String) throws(CSVFault) -> Region {
    guard let region = Region(code: text) else {
      throw CSVFault(line: line, kind: .country(CSVReader.shown(text)))
    }
    return region
  }

  /// A number of digits with at most so many decimal places, in units of the last of them; at most 10¹².
  fileprivate func decimal(_ text: String, places: Int) throws(CSVFault) -> Int {
    let fault = { (kind: CSVFault.Kind) in CSVFault(line: line, kind: kind) }
    let shown = CSVReader.shown(text)
    if text.hasPrefix("-"), isNumber(text.dropFirst(), places) { throw fault(.negative(shown)) }
    guard isNumber(text[...], places) else { throw fault(.notANumber(shown)) }
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? parts[1] : ""
    guard fraction.utf8.count <= places else { throw fault(.places(shown)) }
    let digits = parts[0] + fraction + String(repeating: "0", count: places - fraction.utf8.count)
    guard let value = Int(digits), value <= 1_000_000_000_000 else { throw fault(.tooLarge(shown)) }
    return value
  }

  /// Digits, and with places a point between digits.
  private func isNumber(_ text: Substring, _ places: Int) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= (places > 0 ? 2 : 1)
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
