extension TableCheck {
  /// The words have the form that `AutomatonWord` documents, all are reached, and labels are in order.
  func checkAutomaton() throws(TableError) {
    let count = view.count(.automaton)
    guard count >= 2, count <= 1 << 21, word(0).bits == 0 else { throw .wrongSize(.automaton) }
    for place in 1..<count { try checkWord(place, isStart: place == count - 1) }
    var reached = [Bool](repeating: false, count: count)
    var visited = [Bool](repeating: false, count: count)
    reached[0] = true
    reached[count - 1] = true
    var pending = [count - 1]
    while let place = pending.popLast() {
      let state = word(place)
      if state.isFinal { reached[state.row - 1] = true }
      for target in state.row..<state.row + state.rowLength {
        reached[target] = true
        guard !visited[target] else { continue }
        visited[target] = true
        pending.append(target)
      }
    }
    if let lost = reached.firstIndex(of: false) { throw .unreachable(state: lost) }
    try checkLabels()
  }

  private func word(_ place: Int) -> AutomatonWord { AutomatonWord(view.element(.automaton, place)) }

  private func checkWord(_ place: Int, isStart: Bool) throws(TableError) {
    let state = word(place)
    if state.isLabel {
      guard !isStart, state.label > 0, state.label < view.count(.labels) else {
        throw .outOfRange(.automaton, record: place, field: 0)
      }
      return
    }
    guard state.row + state.rowLength <= place else { throw .cyclic(state: place) }
    for target in state.row..<state.row + state.rowLength where word(target).isLabel {
      throw .outOfRange(.automaton, record: place, field: 0)
    }
    if state.isFinal, state.row == 0 || !word(state.row - 1).isLabel {
      throw .outOfRange(.automaton, record: place, field: 0)
    }
  }

  /// Label 0 is for what is not valid; the others are valid and ascend by region, line type and prefixes. Phone values
  /// are numbered by first use, and all used.
  private func checkLabels() throws(TableError) {
    var metValues: UInt32 = 0
    var last: [UInt32] = []
    for label in 0..<view.count(.labels) {
      let region = view.value(LabelField.region, label)
      let lineType = view.value(LabelField.lineType, label)
      let prefixes = view.list(view.value(LabelField.prefixes, label))
      let isUnknown = region == 0
      let value = view.value(LabelField.phoneValue, label)
      guard value <= metValues else { throw .wrongOrder(.labels, record: label) }
      if value == metValues { metValues += 1 }
      guard isUnknown == (lineType == 11), view.value(LabelField.valid, label) == (label == 0 ? 0 : 1),
        label > 0 || (isUnknown && prefixes.isEmpty)
      else { throw .inconsistent(.labels, record: label) }
      let key = [region, lineType] + prefixes
      guard label < 2 || last.lexicographicallyPrecedes(key) else {
        throw .wrongOrder(.labels, record: label)
      }
      last = key
    }
    guard view.value(PolicyField.phoneValues, 0) == metValues else {
      throw .outOfRange(.policy, record: 0, field: PolicyField.phoneValues.rawValue)
    }
    guard view.count(.labels) > 0 else { throw .wrongSize(.labels) }
  }
}
