import PosternNumbering

/// Reads phone numbers, one a line, and writes for each: number, region, line type, valid, tab-separated.
/// `Scripts/numbering_parity.py` compares the answers with libphonenumber's.
@main
enum NumberingClassify {
  static func main() {
    let plan = NumberingPlan.shared
    var output = ""
    while let number = readLine() {
      let found = plan.classify(number)
      output += "\(number)\t\(found.region.code)\t\(found.lineType.name)\t\(found.isValid)\n"
      if output.utf8.count > 1 << 16 {
        print(output, terminator: "")
        output = ""
      }
    }
    print(output, terminator: "")
  }
}
