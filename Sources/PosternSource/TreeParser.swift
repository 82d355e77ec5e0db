import PosternDiagnostics

/// Builds the located nodes of one file out of libyaml's events.
struct TreeParser {
  /// More faults than this are not reported from one file: it is given up.
  static let faultLimit = 1_000

  let file: FileID
  let bytes: [UInt8]
  var tree: SyntaxTree
  var diagnostics: [Diagnostic] = []
  /// Misplaced variables of earlier readings.
  var found: [Diagnostic] = []
  var cursor: TextCursor
  /// The innermost open collection; of no meaning when none is open.
  var top = Frame()
  /// How many collections are open.
  var depth = 0
  /// The other open collections, outermost first, behind the meaningless `top` of a file without any.
  var outer: [Frame] = []
  /// Children of the open collections that are complete, as a stack; of mappings, key and value in turn. What is
  /// behind `pendingCount` has been taken off.
  var pending: [NodeID] = []
  var pendingCount = 0
  var anchors: [String: Anchor] = [:]
  /// Anchors of the open collections, innermost last.
  var openAnchors: [String] = []
  var root: NodeID?
  /// Set by a fault after which the file cannot be read on.
  var isBroken = false
  /// What libyaml is given: `bytes`, with the braces of misplaced variables blotted out.
  var readable: [UInt8]
  /// Where scalars begin that were blotted out, and so are broken.
  var blotted: Set<Int> = []
  /// The names of these variables.
  var unquoted: [String] = []
  var mustReread = false
  var rereadBytes = 0
  /// Where the file's text begins in the tree's.
  private var textStart = 0
  /// A `$` of `readable`: none stands between the last scalar's text and it.
  private var dollar = 0
  private var mayHaveComments = false

  /// An open collection.
  struct Frame {
    var node = NodeID(0)
    var isMapping = false
    var isFlow = false
    var isAnchored = false
    var expectsKey = true
    /// Whether the entry at hand is to be dropped, since its key was refused.
    var dropsEntry = false
    /// End of the last content so far, as a byte offset.
    var end: UInt32 = 0
    var firstPending = 0
    /// The line of its first event, from 0.
    var line = 0
    /// The tree's count of nodes, before this one.
    var nodesBefore = 0
    /// Levels of the deepest child.
    var childHeight = 0
  }

  /// The open collections, outermost first.
  var frames: [Frame] { depth == 0 ? [] : outer.dropFirst() + [top] }

  /// What an anchor names.
  struct Anchor {
    var node: NodeID
    /// Nodes, with aliases counted as copies.
    var size: Int
    /// Levels, itself included.
    var height: Int
    /// Whether the node is not complete yet: an alias to it would have no end.
    var isOpen: Bool
  }

  init(file: FileID, bytes: [UInt8], tree: consuming SyntaxTree) {
    self.file = file
    self.bytes = bytes
    self.readable = bytes
    self.tree = tree
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.cursor = TextCursor(bytes, skipping: bytes.starts(with: mark) ? mark.count : 0)
  }

  /// Reads the whole file; afterwards `tree` and `diagnostics` are what came of it.
  mutating func parse() -> ParsedFile {
    let nodesBefore = tree.nodes.count
    let checkpoint = tree.checkpoint
    checkHead()
    tree.reserve(forBytes: bytes.count)
    if !isBroken { readEvents() }
    while mustReread {
      tree.rollBack(to: checkpoint)
      restart()
      readEvents()
    }
    if isBroken {
      tree.rollBack(to: checkpoint)
      return ParsedFile(file: file, root: nil, isBroken: true, nodes: 0..<0, mayHaveComments: false)
    }
    return ParsedFile(
      file: file, root: root, isBroken: false, nodes: nodesBefore..<tree.nodes.count,
      mayHaveComments: mayHaveComments)
  }

  /// Makes ready for another reading of the file, after one ended at a misplaced variable.
  private mutating func restart() {
    found += diagnostics.suffix(1)
    (diagnostics, outer, pending, anchors, openAnchors) = ([], [], [], [:], [])
    (depth, pendingCount) = (0, 0)
    (root, isBroken, mustReread) = (nil, false, false)
  }

  private mutating func readEvents() {
    tree.endText()
    (textStart, dollar) = (tree.text.count, -1)
    tree.text.append(contentsOf: readable)
    var reader = YAMLEventReader(readable[cursor.base...])
    mayHaveComments = readable.span.place(of: UInt8(ascii: "#"), from: 0) != nil
    var event = YAMLEvent()
    while !isBroken {
      guard reader.next(&event) else {
        reportProblem(reader.problem())
        return
      }
      switch event.kind {
      case .scalar: if !addPlain(event) { addScalar(event, reader) }
      case .alias: addAlias(event, name: reader.anchorName())
      case .mappingStart, .sequenceStart:
        open(event, anchor: event.hasAnchor ? reader.anchorName() : nil)
      case .mappingEnd, .sequenceEnd: close(event)
      case .documentEnd:
        checkTail(event)
        return
      case .streamEnd: return
      case .streamStart, .documentStart: break
      }
    }
  }

  /// Adds a scalar as most are: unquoted, on one line, without anchor or tag, in a text of ASCII.
  /// - Returns: false, with nothing done, for any other.
  @inline(__always)
  private mutating func addPlain(_ event: YAMLEvent) -> Bool {
    guard event.style == .plain, event.startLine == event.endLine, !event.hasAnchor, !event.hasTag,
      cursor.isASCII, blotted.isEmpty, depth > 0, event.length > 0
    else { return false }
    let start = cursor.base + event.start
    let end = cursor.base + event.end
    guard end <= bytes.count, end - start == event.length else { return false }
    let flags: NodeFlags = holdsVariable(start, end) ? [.plain, .variable] : .plain
    let place = range(bytes: start, end)
    let id = tree.add(place, textStart + start, event.length, flags)
    guard count(1, height: 1, at: place) else { return true }
    complete(id, height: 1, end: place.end, isPlainKey: event.length > 2)
    return true
  }

  /// Whether a `${` stands in a stretch of the file; asked in the order of the file.
  @inline(__always)
  private mutating func holdsVariable(_ start: Int, _ end: Int) -> Bool {
    if dollar < start { findDollar(from: start) }
    return dollar < end && SyntaxTree.hasVariable(readable[start..<end])
  }

  private mutating func findDollar(from start: Int) {
    dollar = readable.span.place(of: UInt8(ascii: "$"), from: start) ?? .max
  }

  private mutating func addScalar(_ event: YAMLEvent, _ reader: borrowing YAMLEventReader) {
    var flags: NodeFlags = []
    switch event.style {
    case .plain: flags = .plain
    case .block: flags = .block
    case .quoted: break
    }
    var place = range(event.start, event.end)
    let text = addText(of: event, end: Int(place.end), reader, &flags)
    if event.hasAnchor || event.hasTag {
      let isEmpty = event.style == .plain && event.length == 0
      place = settleProperties(of: event, place, isEmpty: isEmpty, flags: &flags)
    }
    if event.style == .block { place = trimmed(place) }
    if !blotted.isEmpty, blotted.contains(Int(place.start)) { flags.insert(.broken) }
    let id = tree.add(place, text, event.length, flags)
    if event.length == 0, event.style == .plain, depth == 0, flags == .plain { return }
    guard count(1, height: 1, at: place) else { return }
    if event.hasAnchor {
      anchors[reader.anchorName()] = Anchor(node: id, size: 1, height: 1, isOpen: false)
    }
    complete(id, height: 1, end: place.end)
  }

  /// Where a scalar's text stands in the tree's: an unquoted one on one line where the file has it, others behind
  /// all files, decoded. Takes note of a `${` in it.
  private mutating func addText(
    of event: YAMLEvent, end: Int, _ reader: borrowing YAMLEventReader, _ flags: inout NodeFlags
  ) -> Int {
    guard event.style == .plain, event.startLine == event.endLine, end >= event.length else {
      tree.endText()
      let first = tree.text.count
      reader.appendText(to: &tree.text)
      if SyntaxTree.hasVariable(tree.text[first...]) { flags.insert(.variable) }
      return first
    }
    let start = end - event.length
    if holdsVariable(start, end) { flags.insert(.variable) }
    return textStart + start
  }

  private mutating func addAlias(_ event: YAMLEvent, name: String) {
    let place = range(event.start, event.end)
    guard let anchor = anchors[name], !anchor.isOpen else {
      report(anchors[name] == nil ? .undefinedAlias(name, at: place) : recursiveAlias(name, place))
      let id = tree.add(place, tree.text.count, 0, [.plain, .broken])
      guard count(1, height: 1, at: place) else { return }
      complete(id, height: 1, end: place.end)
      return
    }
    guard count(anchor.size, height: anchor.height, at: place) else { return }
    let id = tree.addAlias(of: anchor.node, at: place)
    complete(id, height: anchor.height, end: place.end)
  }

  private func recursiveAlias(_ name: String, _ place: SourceRange) -> Diagnostic {
    let anchor = anchors[name].map { tree.range($0.node) } ?? place
    return .recursiveAlias(
      name, at: place, anchor: SourceRange(file: file, start: anchor.start, end: anchor.start + 1))
  }

  private mutating func open(_ event: YAMLEvent, anchor: String?) {
    let isMapping = event.kind == .mappingStart
    var place = range(event.start, event.start)
    var flags: NodeFlags = isMapping ? .mapping : .sequence
    if event.hasAnchor || event.hasTag {
      place = settleProperties(
        of: event, range(event.start, event.end), isEmpty: false, flags: &flags)
    }
    if event.isFlow, Int(place.start) < bytes.count {
      let byte = bytes[Int(place.start)]
      if byte == 0x5B || byte == 0x7B { flags.insert(.flow) }
    }
    let head = SourceRange(file: file, start: place.start, end: min(place.start + 1, fileEnd))
    if depth > 0, top.isMapping, top.expectsKey {
      report(.nonScalarKey(at: head))
    }
    let before = tree.usage.nodes
    guard count(1, height: 1, at: head) else { return }
    let id = tree.add(place, 0, 0, flags)
    if let anchor { anchors[anchor] = Anchor(node: id, size: 1, height: 1, isOpen: true) }
    outer.append(top)
    depth += 1
    top = Frame(
      node: id, isMapping: isMapping, isFlow: flags.contains(.flow), isAnchored: anchor != nil,
      end: place.start, firstPending: pendingCount, line: event.startLine, nodesBefore: before)
    if let anchor { openAnchors.append(anchor) }
  }

  private mutating func close(_ event: YAMLEvent) {
    let frame = top
    guard depth > 0, let parent = outer.popLast() else { return }
    top = parent
    depth -= 1
    let end = frame.isFlow ? range(event.start, event.end).end : frame.end
    let children = frame.isMapping ? storeEntries(frame) : storeItems(frame)
    let index = Int(frame.node.raw)
    var node = tree.nodes[index]
    node.end = max(end, node.start)
    node.first = UInt32(truncatingIfNeeded: children.lowerBound)
    node.count = UInt32(truncatingIfNeeded: children.count)
    if frame.isFlow, isShortLine(node.start, end, isOneLine: frame.line == event.endLine) {
      node.flags.insert(.shortFlow)
    }
    tree.nodes[index] = node
    let height = frame.childHeight + 1
    if frame.isAnchored, let name = openAnchors.popLast(), anchors[name]?.node == frame.node {
      let size = tree.usage.nodes - frame.nodesBefore
      anchors[name] = Anchor(node: frame.node, size: size, height: height, isOpen: false)
    }
    complete(frame.node, height: height, end: end)
  }

  /// Whether at most 100 bytes stand between two places, and no line end among them.
  /// - Parameter isOneLine: whether libyaml saw no line end there; it sees more of them than there are.
  private func isShortLine(_ start: UInt32, _ end: UInt32, isOneLine: Bool) -> Bool {
    guard start < end, end - start <= 100, Int(end) <= bytes.count else { return false }
    if isOneLine { return true }
    for index in Int(start)..<Int(end) where isBreak(bytes[index]) { return false }
    return true
  }

  /// Moves the items of a sequence from `pending` into the tree.
  /// - Returns: where they stand in `items`.
  private mutating func storeItems(_ frame: Frame) -> Range<Int> {
    let first = tree.items.count
    for index in frame.firstPending..<pendingCount { tree.items.append(pending[index]) }
    pendingCount = frame.firstPending
    return first..<tree.items.count
  }

  /// Hands a node that is complete to the collection it stands in; a key that was refused takes its value along.
  /// - Parameter isPlainKey: whether it surely makes a key.
  @inline(__always)
  private mutating func complete(_ id: NodeID, height: Int, end: UInt32, isPlainKey: Bool = false) {
    guard depth > 0 else {
      root = id
      return
    }
    if end > top.end { top.end = end }
    if height > top.childHeight { top.childHeight = height }
    if top.isMapping {
      if top.expectsKey {
        top.dropsEntry = !isPlainKey && !acceptsKey(id)
        if top.dropsEntry { tree.markIncomplete(top.node) }
      }
      top.expectsKey.toggle()
      if top.dropsEntry { return }
    }
    if pendingCount < pending.count { pending[pendingCount] = id } else { pending.append(id) }
    pendingCount += 1
  }

  /// Counts nodes and depth; reports the limit and gives up the file when one is passed.
  @inline(__always)
  private mutating func count(_ size: Int, height: Int, at place: SourceRange) -> Bool {
    guard depth + height <= SyntaxLimits.depth, tree.usage.nodes + size <= SyntaxLimits.nodes else {
      giveUp(size, height: height, at: place)
      return false
    }
    tree.usage.nodes += size
    return true
  }

  private mutating func giveUp(_ size: Int, height: Int, at place: SourceRange) {
    if depth + height > SyntaxLimits.depth {
      report(.tooDeep(at: place))
    } else {
      tree.usage.nodes += size
      if !tree.usage.nodesReported { report(.tooManyNodes(at: place)) }
      tree.usage.nodesReported = true
    }
    isBroken = true
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    guard diagnostics.count == Self.faultLimit, !isBroken else { return }
    diagnostics.append(.tooManyFaults(Self.faultLimit, at: diagnostic.range))
    isBroken = true
  }
}
