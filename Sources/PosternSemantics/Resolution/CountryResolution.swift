internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// The countries that a policy's texts mean: codes, built-in sets, declared sets.
struct CountryResolution {
  /// What each declared set holds, by index; nil: something in it was refused.
  private(set) var sets: [RegionSet?]

  private let declared: [CountrySetDeclaration]

  /// Expands the declared sets.
  /// - Complexity: linear in the members of all sets; no recursion, however deep sets hold sets.
  init(_ countries: CountriesDeclaration, _ names: inout References, _ findings: inout [Diagnostic]) {
    declared = countries.sets.items
    sets = Array(repeating: nil, count: declared.count)
    if declared.contains(where: { !$0.members.isComplete }) { names.doubt.insert(.countries) }
    var state = [Progress](repeating: .open, count: declared.count)
    for index in declared.indices where state[index] == .open {
      expand(from: index, &state, &names, &findings)
    }
  }

  /// What texts of a country rule or a condition mean together; nil if one of them was refused.
  func regions(
    _ texts: [Located<String>], _ names: inout References, _ findings: inout [Diagnostic]
  ) -> RegionSet? {
    var result = RegionSet()
    var isWhole = true
    for text in texts {
      if text.value.utf8.count == 2, let region = Region(code: text.value) {
        // Names of sets are in small letters: a code is none of them.
        Self.warn(text, region, &findings)
        result.insert(region)
      } else if text.value == "unknown" {
        result.insert(.unknown)
      } else if let index = names.sets.index(of: text.value) {
        names.sets.use(index)
        if let set = sets[index] { result.formUnion(set) } else { isWhole = false }
      } else if let known = Self.known(text, &names, &findings) {
        result.formUnion(known)
      } else {
        isWhole = false
      }
    }
    return isWhole ? result : nil
  }

  private enum Progress { case open, running, done }

  /// One set on the way down, with the member that is read next.
  private struct Frame {
    var set: Int
    var next = 0
    var regions = RegionSet()
    var isWhole: Bool
  }

  private mutating func expand(
    from start: Int, _ state: inout [Progress], _ names: inout References, _ findings: inout [Diagnostic]
  ) {
    var stack = [Frame(set: start, isWhole: declared[start].members.isComplete)]
    state[start] = .running
    while var frame = stack.last {
      let members = declared[frame.set].members.items
      guard frame.next < members.count else {
        sets[frame.set] = frame.isWhole ? frame.regions : nil
        state[frame.set] = .done
        stack.removeLast()
        continue
      }
      let member = members[frame.next]
      if let inner = names.sets.index(of: member.value) {
        names.sets.use(inner)
        switch state[inner] {
        case .open:
          // Read this member again when the inner set is done.
          state[inner] = .running
          stack.append(Frame(set: inner, isWhole: declared[inner].members.isComplete))
          continue
        case .running:
          frame.isWhole = false
          reportCycle(stack, back: inner, &findings)
        case .done:
          if let set = sets[inner] { frame.regions.formUnion(set) } else { frame.isWhole = false }
        }
      } else if member.value == "unknown" {
        findings.append(.unknownInSet(declared[frame.set].name.value, at: member.range))
        frame.isWhole = false
      } else if let known = Self.known(member, &names, &findings) {
        frame.regions.formUnion(known)
      } else {
        frame.isWhole = false
      }
      frame.next += 1
      stack[stack.count - 1] = frame
    }
  }

  private func reportCycle(_ stack: [Frame], back to: Int, _ findings: inout [Diagnostic]) {
    guard let start = stack.firstIndex(where: { $0.set == to }) else { return }
    let circle = stack[start...].map { frame in
      (set: declared[frame.set].name.value, member: declared[frame.set].members.items[frame.next].range)
    }
    if let finding = Diagnostic.setCycle(circle) { findings.append(finding) }
  }

  /// What a code or a built-in set means; reports anything else.
  private static func known(
    _ text: Located<String>, _ names: inout References, _ findings: inout [Diagnostic]
  ) -> RegionSet? {
    if let set = BuiltInSets.set(text.value) { return set }
    if let region = Region(code: text.value) {
      warn(text, region, &findings)
      return RegionSet([region])
    }
    report(text, &names, &findings)
    return nil
  }

  private static let withoutNumbers = RegionSet(
    CountryCodes.withoutNumbers.keys.compactMap { Region(code: $0) })

  private static func warn(_ text: Located<String>, _ region: Region, _ findings: inout [Diagnostic]) {
    guard withoutNumbers.contains(region) else { return }
    findings.append(
      .regionWithoutNumbers(
        text, name: region.name, insteadOf: CountryCodes.withoutNumbers[region.code] ?? nil))
  }

  private static func report(
    _ text: Located<String>, _ names: inout References, _ findings: inout [Diagnostic]
  ) {
    let code = text.value
    if let old = CountryCodes.withdrawn[code] {
      findings.append(.withdrawnCountry(text, formerly: old.name, now: old.now))
    } else if let meant = CountryCodes.reserved[code] {
      findings.append(.reservedCountry(text, isUserAssigned: false, suggestion: meant))
    } else if CountryCodes.isUserAssigned(code) {
      findings.append(.reservedCountry(text, isUserAssigned: true, suggestion: nil))
    } else if isSetName(code), !names.sets.isComplete {
      // It may be one of the sets that could not be read.
    } else if let meant = suggestion(code) {
      findings.append(.unknownCountry(text, suggestion: meant))
    } else if isSetName(code) {
      let all = names.sets.names.map(\.value) + BuiltInSets.names
      findings.append(
        .unknownName(.set, text, near: nearMisses(of: code, in: all), declared: names.sets.range))
    } else {
      findings.append(.unknownCountry(text, suggestion: nil))
    }
    names.doubt.insert(.countries)
  }

  /// The code that is meant by one in small letters, by `uk`, or by a country's English name.
  private static func suggestion(_ text: String) -> String? {
    let upper = text.uppercased()
    if upper.utf8.count == 2 {
      if Region(code: upper) != nil { return upper }
      return CountryCodes.reserved[upper] ?? nil
    }
    return Region.all.first { $0 != .unknown && $0.name.uppercased() == upper }?.code
  }

  private static func isSetName(_ text: String) -> Bool {
    text.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }
}
