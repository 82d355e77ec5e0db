/// Draws the marked lines of one file: source with line numbers, marks and labels below.
struct Snippet {
  /// A place with what is to be said about it.
  struct Mark {
    let place: ReportedPlace
    let label: String
    let sign: Character
    let style: Style

    var first: Int { place.lines.first?.number ?? 1 }
    var last: Int { place.lines.last?.number ?? 1 }
    var isMultiline: Bool { place.lines.count > 1 }
  }

  private let marks: [Mark]
  /// Places of several lines, each drawn with a bar in a lane of its own, left of the text.
  private let lanes: [Mark]
  private let gutter: Int
  private let width: Int
  private let paint: Painter
  private var output: [String] = []

  /// - Parameters:
  ///   - marks: the primary one first, if it is in this file.
  ///   - gutter: columns of the widest line number.
  init(marks: [Mark], gutter: Int, width: Int, paint: Painter) {
    self.marks = marks
    self.lanes = marks.filter(\.isMultiline)
    self.gutter = gutter
    self.width = width
    self.paint = paint
  }

  /// The lines, without their ends.
  mutating func render() -> [String] {
    emit()
    var previous: Int?
    for line in shownLines() {
      if let previous, line.number > previous + 1 {
        output.append(
          paint(.gutter, "...") + lanePrefix(between: previous, and: line.number).trimmedEnd)
      }
      render(line)
      previous = line.number
    }
    return output
  }

  /// Each line once, by number; parts of one long line that differ come after each other.
  private func shownLines() -> [ExcerptLine] {
    var seen: Set<String> = []
    var lines: [ExcerptLine] = []
    for line in marks.flatMap(\.place.lines) where seen.insert("\(line.number) \(line.text)").inserted {
      lines.append(line)
    }
    return lines.enumerated()
      .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }.map(\.element)
  }

  private mutating func render(_ line: ExcerptLine) {
    let here = marks.compactMap { mark -> Annotation? in
      guard !mark.isMultiline, let own = mark.place.lines.first, own.number == line.number,
        own.text == line.text
      else { return nil }
      return Annotation(mark: mark, start: own.markStart, end: own.markEnd)
    }
    let opening = lanes.filter { $0.first == line.number }
    let closing = lanes.filter { $0.last == line.number }
    let focus =
      here.first?.start ?? opening.first?.place.lines.first?.markStart
      ?? closing.first?.place.lines.last.map { max($0.markEnd - 1, 0) } ?? 0
    let shown = ShownLine(line, focus: focus, width: width)
    emit(number: line.number, lanePrefix(at: line, shown), shown.text)
    emitAnnotations(here, at: line.number, shown)
    for mark in opening where !shown.isBlank(before: mark.place.lines[0].markStart) {
      emitCorner(of: mark, at: line.number, to: shown.column(mark.place.lines[0].markStart), opens: true)
    }
    for mark in closing {
      let own = mark.place.lines[mark.place.lines.count - 1]
      emitCorner(of: mark, at: line.number, to: shown.column(max(own.markEnd - 1, 0)), opens: false)
    }
  }

  // MARK: - Marks within a line

  private struct Annotation {
    let mark: Mark
    let start: Int
    let end: Int
  }

  private mutating func emitAnnotations(_ annotations: [Annotation], at number: Int, _ shown: ShownLine) {
    if annotations.isEmpty { return }
    let spans = annotations.map { annotation in
      let start = shown.column(annotation.start)
      return (mark: annotation.mark, start: start, end: max(shown.column(annotation.end), start + 1))
    }
    var canvas = Canvas()
    // The primary mark is drawn last, over the others.
    for span in spans.reversed() {
      for column in span.start..<span.end { canvas.put(span.mark.sign, span.mark.style, at: column) }
    }
    // The label of the rightmost mark follows it; the others hang below, from right to left.
    var waiting = spans.enumerated().sorted {
      ($0.element.start, -$0.offset) < ($1.element.start, -$1.offset)
    }.map(\.element)
    if let last = waiting.last, !waiting.dropLast().contains(where: { $0.end > last.start }) {
      canvas.put(" " + last.mark.label, last.mark.style, at: last.end)
      waiting.removeLast()
    }
    let prefix = laneBars(below: number)
    emit(prefix, canvas.text(paint))
    var needsBars = true
    while let next = waiting.popLast() {
      if needsBars {
        var bars = Canvas()
        for span in waiting + [next] { bars.put("|", span.mark.style, at: span.start) }
        emit(prefix, bars.text(paint))
      }
      var row = Canvas()
      for span in waiting where span.start < next.start { row.put("|", span.mark.style, at: span.start) }
      row.put(next.mark.label, next.mark.style, at: next.start)
      emit(prefix, row.text(paint))
      needsBars = false
    }
  }

  // MARK: - Marks over several lines

  /// The bars left of a line of source.
  private func lanePrefix(at line: ExcerptLine, _ shown: ShownLine) -> String {
    lanePrefix { mark in
      if mark.first == line.number {
        return shown.isBlank(before: mark.place.lines[0].markStart) ? "/" : " "
      }
      return mark.first < line.number && line.number <= mark.last ? "|" : " "
    }
  }

  private func laneBars(below number: Int) -> String {
    lanePrefix { $0.first < number && number <= $0.last ? "|" : " " }
  }

  private func lanePrefix(between previous: Int, and next: Int) -> String {
    String(repeating: " ", count: gutter) + lanePrefix { $0.first <= previous && next <= $0.last ? "|" : " " }
  }

  private func lanePrefix(_ sign: (Mark) -> String) -> String {
    lanes.map { paint($0.style, sign($0)) + " " }.joined()
  }

  /// The line that leads a bar to the column where its mark begins or ends.
  private mutating func emitCorner(of mark: Mark, at number: Int, to column: Int, opens: Bool) {
    guard let lane = lanes.firstIndex(where: { $0.place == mark.place && $0.label == mark.label }) else {
      return
    }
    var prefix = ""
    for other in lanes[..<lane] {
      let runs = other.first < number && number < other.last
      prefix += paint(other.style, runs ? "|" : " ") + " "
    }
    let corner = opens ? " " : "|"
    let length = 2 * (lanes.count - lane) - 1 + column
    var text = corner + String(repeating: "_", count: max(length, 0)) + String(mark.sign)
    if !opens, !mark.label.isEmpty { text += " " + mark.label }
    emit(prefix, paint(mark.style, text))
  }

  // MARK: - Rows

  private mutating func emit(number: Int? = nil, _ lanes: String = "", _ text: String = "") {
    let digits = number.map(String.init) ?? ""
    let left = digits + String(repeating: " ", count: max(gutter - digits.count, 0)) + " |"
    output.append((paint(.gutter, left) + " " + lanes + text).trimmedEnd)
  }
}

extension String {
  /// Without spaces at the end.
  var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
