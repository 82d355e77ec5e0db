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
  var frames: [Frame] = []
  /// Children of the open collections that are complete; of mappings, key and value in turn.
  var pending: [NodeID] = []
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

  /// An open collection.
  struct Frame {
    var node: NodeID
    var isMapping: Bool
    var isFlow: Bool
    var firstPending: Int
    /// End of the last content so far, as a byte offset.
    var end: UInt32
    /// The tree's count of nodes, before this one.
    var nodesBefore: Int
    /// Levels of the deepest child.
    var childHeight = 0
    var expectsKey = true
    /// Whether the entry at hand is to be dropped, since its key was refused.
    var dropsEntry = false
    var isAnchored = false

    var awaitsKey: Bool { isMapping && expectsKey }

    /// Takes note of a child that is complete.
    /// - Returns: whether it belongs to the collection: it does not when its key was refused.
    mutating func take(height: Int, end childEnd: UInt32, keepsKey: Bool) -> Bool {
      if childEnd > end { end = childEnd }
      if height > childHeight { childHeight = height }
      guard isMapping else { return true }
      if expectsKey { dropsEntry = !keepsKey }
      expectsKey.toggle()
      return !dropsEntry
    }
  }

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
      return ParsedFile(file: file, root: nil, isBroken: true, nodes: 0..<0)
    }
    return ParsedFile(
      file: file, root: root, isBroken: false, nodes: nodesBefore..<tree.nodes.count)
  }

  /// Makes ready for another reading of the file, after one ended at a misplaced variable.
  private mutating func restart() {
    found += diagnostics.suffix(1)
    (diagnostics, frames, pending, anchors, openAnchors) = ([], [], [], [:], [])
    (root, isBroken, mustReread) = (nil, false, false)
  }

  private mutating func readEvents() {
    var reader = YAMLEventReader(readable[cursor.base...])
    var event = YAMLEvent()
    while !isBroken {
      let textStart = tree.text.count
      guard reader.next(&event, text: &tree.text) else {
        reportProblem(reader.problem())
        return
      }
      switch event.kind {
      case .scalar: addScalar(event, textStart, anchor: event.hasAnchor ? reader.anchorName() : nil)
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

  private mutating func addScalar(_ event: YAMLEvent, _ textStart: Int, anchor: String?) {
    var flags: NodeFlags = []
    switch event.style {
    case .plain: flags = .plain
    case .block: flags = .block
    case .quoted: break
    }
    if event.hasVariable { flags.insert(.variable) }
    let length = tree.text.count - textStart
    var place = range(event.start, event.end)
    if event.hasAnchor || event.hasTag {
      let isEmpty = event.style == .plain && length == 0
      place = settleProperties(of: event, place, isEmpty: isEmpty, flags: &flags)
    }
    if event.style == .block { place = trimmed(place) }
    if !blotted.isEmpty, blotted.contains(Int(place.start)) { flags.insert(.broken) }
    let id = tree.add(place, textStart, length, flags)
    if event.style == .plain, length == 0, frames.isEmpty, flags == .plain { return }
    guard count(1, height: 1, at: place) else { return }
    if let anchor { anchors[anchor] = Anchor(node: id, size: 1, height: 1, isOpen: false) }
    complete(id, height: 1, end: place.end)
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
    if event.isFlow, Int(place.start) < bytes.count, [0x5B, 0x7B].contains(bytes[Int(place.start)]) {
      flags.insert(.flow)
    }
    let head = SourceRange(file: file, start: place.start, end: min(place.start + 1, fileEnd))
    if let parent = frames.last, parent.isMapping, parent.expectsKey {
      report(.nonScalarKey(at: head))
    }
    let before = tree.usage.nodes
    guard count(1, height: 1, at: head) else { return }
    let id = tree.add(place, 0, 0, flags)
    if let anchor { anchors[anchor] = Anchor(node: id, size: 1, height: 1, isOpen: true) }
    frames.append(
      Frame(
        node: id, isMapping: isMapping, isFlow: flags.contains(.flow), firstPending: pending.count,
        end: place.start, nodesBefore: before, isAnchored: anchor != nil))
    if let anchor { openAnchors.append(anchor) }
  }

  private mutating func close(_ event: YAMLEvent) {
    guard let frame = frames.popLast() else { return }
    let end = frame.isFlow ? range(event.start, event.end).end : frame.end
    let index = Int(frame.node.raw)
    tree.nodes[index].end = max(end, tree.nodes[index].start)
    if frame.isFlow, isShortLine(tree.nodes[index].start, end) { tree.nodes[index].flags.insert(.shortFlow) }
    if frame.isMapping { storeEntries(frame) } else { storeItems(frame) }
    let height = frame.childHeight + 1
    if frame.isAnchored, let name = openAnchors.popLast(), anchors[name]?.node == frame.node {
      let size = tree.usage.nodes - frame.nodesBefore
      anchors[name] = Anchor(node: frame.node, size: size, height: height, isOpen: false)
    }
    complete(frame.node, height: height, end: end)
  }

  /// Whether at most 100 bytes stand between two places, and no line end among them.
  private func isShortLine(_ start: UInt32, _ end: UInt32) -> Bool {
    guard start < end, end - start <= 100, Int(end) <= bytes.count else { return false }
    for index in Int(start)..<Int(end) where isBreak(bytes[index]) { return false }
    return true
  }

  private mutating func storeItems(_ frame: Frame) {
    let index = Int(frame.node.raw)
    tree.nodes[index].first = UInt32(truncatingIfNeeded: tree.items.count)
    tree.nodes[index].count = UInt32(truncatingIfNeeded: pending.count - frame.firstPending)
    tree.items.append(contentsOf: pending[frame.firstPending...])
    pending.removeLast(pending.count - frame.firstPending)
  }

  /// Hands a node that is complete to the collection it stands in.
  private mutating func complete(_ id: NodeID, height: Int, end: UInt32) {
    guard !frames.isEmpty else {
      root = id
      return
    }
    let top = frames.count - 1
    let keepsKey = frames[top].awaitsKey ? acceptsKey(id) : true
    if frames[top].take(height: height, end: end, keepsKey: keepsKey) {
      pending.append(id)
    } else if !keepsKey {
      tree.markIncomplete(frames[top].node)
    }
  }

  /// Counts nodes and depth; reports the limit and gives up the file when one is passed.
  private mutating func count(_ size: Int, height: Int, at place: SourceRange) -> Bool {
    if frames.count + height > SyntaxLimits.depth {
      report(.tooDeep(at: place))
      isBroken = true
      return false
    }
    tree.usage.nodes += size
    guard tree.usage.nodes > SyntaxLimits.nodes else { return true }
    if !tree.usage.nodesReported { report(.tooManyNodes(at: place)) }
    tree.usage.nodesReported = true
    isBroken = true
    return false
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    guard diagnostics.count == Self.faultLimit, !isBroken else { return }
    diagnostics.append(.tooManyFaults(Self.faultLimit, at: diagnostic.range))
    isBroken = true
  }
}
