/// A line of source as a terminal shows it: safe, tabs as spaces, cut to a width, with the column of each scalar.
struct ShownLine {
  /// What is printed.
  let text: String
  /// Column from 0 of each scalar of the excerpt, and of its end; a scalar that is cut away has the nearest.
  private let columns: [Int]
  /// Scalars of white space that the line begins with.
  private let blanks: Int

  /// - Parameters:
  ///   - focus: index of the scalar that must stay in sight.
  ///   - width: columns that may be shown.
  init(_ line: ExcerptLine, focus: Int, width: Int) {
    let scalars = Array(line.text.unicodeScalars)
    var shown = ""
    for scalar in scalars where scalar != "\t" { shown.unicodeScalars.append(SafeText.of(scalar)) }
    var widths = DisplayWidth.columns(shown)[...]
    let cells = scalars.map { $0 == "\t" ? 4 : widths.popFirst() ?? 0 }
    var low = 0
    var high = scalars.count
    if cells.reduce(0, +) > width {
      // A third of the width stays in sight before the focus.
      low = min(max(focus, 0), scalars.count)
      var room = width / 3
      while low > 0, cells[low - 1] <= room {
        low -= 1
        room -= cells[low]
      }
      while low > 0, cells[low] == 0 { low -= 1 }
      high = low
      room = width
      while high < scalars.count, cells[high] <= room {
        room -= cells[high]
        high += 1
      }
      while low > 0, cells[low - 1] <= room {
        low -= 1
        room -= cells[low]
      }
    }
    let isCutBefore = line.isCutBefore || low > 0
    let isCutAfter = line.isCutAfter || high < scalars.count
    var text = isCutBefore ? "…" : ""
    var column = isCutBefore ? 1 : 0
    var columns = Array(repeating: column, count: low)
    for index in low..<high {
      columns.append(column)
      if scalars[index] == "\t" {
        text += "    "
      } else {
        text.unicodeScalars.append(SafeText.of(scalars[index]))
      }
      column += cells[index]
    }
    columns += Array(repeating: column, count: scalars.count + 1 - high)
    self.text = isCutAfter ? text + "…" : text
    self.columns = columns
    self.blanks = isCutBefore ? 0 : scalars.prefix { $0 == " " || $0 == "\t" }.count
  }

  /// The column, from 0, of a scalar of the excerpt.
  func column(_ index: Int) -> Int {
    columns[min(max(index, 0), columns.count - 1)]
  }

  /// Whether only white space stands before a scalar.
  func isBlank(before index: Int) -> Bool {
    index <= blanks
  }
}

/// One row of marks and labels, built column by column.
struct Canvas {
  private var cells: [(text: String, style: Style)?] = []

  /// Puts one character at a column, over what is there.
  mutating func put(_ character: Character, _ style: Style, at column: Int) {
    while cells.count <= column { cells.append(nil) }
    cells[column] = (String(character), style)
  }

  /// Puts a text that nothing follows.
  mutating func put(_ text: String, _ style: Style, at column: Int) {
    if text.isEmpty { return }
    while cells.count < column { cells.append(nil) }
    cells.removeSubrange(column...)
    cells.append((text, style))
  }

  /// The row; neighbours of one style share their colour.
  func text(_ paint: Painter) -> String {
    var result = ""
    var run = ""
    var style: Style?
    func flush() { result += style.map { paint($0, run) } ?? run }
    for cell in cells {
      if cell?.style != style {
        flush()
        run = ""
        style = cell?.style
      }
      run += cell?.text ?? " "
    }
    flush()
    return result
  }
}
