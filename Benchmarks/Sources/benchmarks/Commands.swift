import CProcess

/// `postern` as a program: cold starts, compiling, deciding lines.
struct Commands {
  let postern: String
  let hello: String?
  let workspace: Workspace

  /// Times are the best of several runs, by the wall clock: on a machine with other work look at the processor's.
  func measure(_ options: Options, _ report: inout Report) throws {
    report.section("postern as a program, from its start to its end")
    coldStart(&report)
    for size in options.sizes {
      let folder = try workspace.write(Corpus(rules: size).files, as: "corpus-\(size)")
      check(folder, size, &report)
      compile(folder, size, &report)
    }
    analyses(options.sizes, &report)
    try randomRules(options.sizes.filter { $0 >= 100 }, &report)
    try decide(&report, size: options.sizes.contains(1_000) ? 1_000 : options.sizes[0])
  }

  private func coldStart(_ report: inout Report) {
    let name = "check policies/quickstart, against hello"
    guard let hello else { return report.fault(name, "needs --hello") }
    let ours = [postern, "check", "--today", "2027-01-01", "--no-analyses", "policies/quickstart"]
    guard let comparison = Program.compare(ours, [hello, "world"], rounds: 60, bound: 1.5) else {
      return report.fault(name, "a program failed")
    }
    report.ratio(name, comparison, bound: 1.5, in: .milliseconds)
  }

  private func check(_ folder: String, _ size: Int, _ report: inout Report) {
    let name = "check, \(Report.decimal(Double(size), 0)) rules"
    let arguments = [postern, "check", "--today", "2027-01-01", "--no-analyses", folder]
    guard let usage = Program.best(arguments, rounds: size > 1_000 ? 5 : 15) else {
      return report.fault(name, "it failed")
    }
    line(name, usage, bound: size == 1_000 ? 25e6 : nil, &report)
  }

  private func compile(_ folder: String, _ size: Int, _ report: inout Report) {
    let name = "compile, \(Report.decimal(Double(size), 0)) rules"
    let out = "\(workspace.path)/generated"
    let arguments = [
      postern, "compile", "--no-analyses", "--today", "2027-01-01", "--out", out, folder,
    ]
    let rounds = size > 1_000 ? 3 : 7
    var best: process_usage?
    for _ in 0..<rounds {
      _ = Program.run(["/bin/rm", "-rf", out])
      let usage = Program.run(arguments)
      guard usage.status == 0 else { return report.fault(name, "it failed") }
      if best.map({ usage.wall < $0.wall }) ?? true { best = usage }
    }
    guard let best, let bytes = Workspace.size(of: "\(out)/corpus/prod/routing-table.bin") else {
      return report.fault(name, "no table")
    }
    line(name, best, bound: [1_000: 100e6, 10_000: 1500e6][size], &report)
    let limit = [1_000: 1e6, 10_000: 16e6][size]
    figure("  table", Double(bytes), bound: limit, in: .kilobytes, &report)
    figure(
      "  peak memory", Double(best.peak), bound: size == 10_000 ? Double(256 << 20) : nil, in: .kilobytes,
      &report)
  }

  /// What only all requests together show; the figures above are without it.
  private func analyses(_ sizes: [Int], _ report: inout Report) {
    report.section("check with all analyses: of the shipped policies in all environments, and of corpora")
    let shipped = ["acme-workforce", "global-consumer", "quickstart"].map { "policies/" + $0 }
    let check = [postern, "check", "--today", "2027-01-01"]
    for policies in [shipped, ["policies/quickstart"]] {
      let name = policies.count == 1 ? "check quickstart" : "check the shipped policies"
      guard let usage = Program.best(check + policies, rounds: 10) else {
        report.fault(name, "it failed")
        continue
      }
      let bound: Double? = policies.count == 1 ? nil : 100e6
      figure(name + ", by the processor's time", Double(usage.cpu), bound: bound, in: .milliseconds, &report)
    }
    for size in sizes {
      let name = "check with analyses, \(Report.decimal(Double(size), 0)) rules"
      let folder = "\(workspace.path)/corpus-\(size)"
      guard let usage = Program.best(check + [folder], rounds: size > 1_000 ? 1 : 3) else {
        report.fault(name, "it failed")
        continue
      }
      line(name, usage, bound: size == 1_000 ? 3e9 : nil, &report)
      figure("  peak memory", Double(usage.peak), bound: Double(1 << 30), in: .kilobytes, &report)
    }
  }

  /// What analyses are worst at. The program says how far they got; here it counts that they end, and the memory.
  private func randomRules(_ sizes: [Int], _ report: inout Report) throws {
    report.section("check with all analyses: of rules drawn at random, which overlap")
    for size in sizes {
      let name = "check, \(Report.decimal(Double(size), 0)) rules drawn at random"
      let folder = try workspace.write(RandomCorpus(rules: size).files, as: "random-\(size)")
      let usage = Program.run([postern, "check", "--today", "2027-01-01", folder])
      // They may combine too much to be split into stages, which is an error of the policy.
      guard usage.status == 0 || usage.status == 1 else {
        report.fault(name, "it failed")
        continue
      }
      line(name, usage, bound: nil, &report)
      figure("  peak memory", Double(usage.peak), bound: Double(1 << 30), in: .kilobytes, &report)
    }
  }

  /// Two million requests in, two million decisions out.
  private func decide(_ report: inout Report, size: Int) throws {
    let name = "decide, requests a second"
    let requests = Requests.make(20_000, of: Corpus(rules: size)).map(Requests.json)
    let some = Array(requests.joined().utf8)
    let times = 100
    var lines: [UInt8] = []
    lines.reserveCapacity(some.count * times)
    for _ in 0..<times { lines += some }
    let input = "\(workspace.path)/requests.jsonl"
    try workspace.write(lines, to: input)
    let out = "\(workspace.path)/generated"
    let folder = "\(workspace.path)/corpus-\(size)"
    let made = Program.run([
      postern, "compile", "--no-analyses", "--today", "2027-01-01", "--out", out, folder,
    ])
    let arguments = [postern, "decide", "--table", "\(out)/corpus/prod/routing-table.bin"]
    guard made.status == 0, let usage = Program.best(arguments, input: input, rounds: 3) else {
      return report.fault(name, "it failed")
    }
    let count = Double(requests.count * times)
    let note = "\(Report.decimal(Double(lines.count) / 1e6, 0)) MB in, by the processor's time"
    report.figure(name, count / Double(usage.cpu) * 1e9, atLeast: 1e6, in: .count, note: note)
  }

  private func line(_ name: String, _ usage: process_usage, bound: Double?, _ report: inout Report) {
    let note = "\(Unit.milliseconds.text(Double(usage.cpu))) on a processor"
    figure(name, Double(usage.wall), bound: bound, in: .milliseconds, &report, note: note)
  }

  private func figure(
    _ name: String, _ value: Double, bound: Double?, in unit: Unit, _ report: inout Report, note: String = ""
  ) {
    if let bound {
      report.figure(name, value, bound: bound, in: unit, note: note)
    } else {
      report.figure(name, value, in: unit, note: note)
    }
  }
}
