import PosternJSON

/// Something that answers requests: a table, or the interpreter.
protocol Decider: ~Copyable {
  /// Appends the answer to the request that the scanner has read, without a line end.
  mutating func answer(_ scanner: borrowing RequestScanner, into output: inout JSONOutput)
}

/// Requests in, one a line; decisions out, one a line, in order, flushed when the input pauses.
struct DecideLoop<Engine: Decider & ~Copyable>: ~Copyable {
  private var engine: Engine
  private var scanner = RequestScanner()
  private var output = JSONOutput(capacity: 1 << 17)
  private var line = 0
  /// Whether any line was no request.
  private var sawFault = false

  init(_ engine: consuming Engine) {
    self.engine = engine
  }

  /// Answers until the input ends. Returns how the program should end.
  consuming func run() -> ExitStatus {
    var reader = LineReader()
    while true {
      let next = unsafe reader.next {
        flush()
      } _: { bytes in
        unsafe answer(bytes)
      }
      switch next {
      case .line: break
      case .tooLong:
        line += 1
        fault("the line is longer than \(LineReader.longestLine) bytes")
      case .end:
        flush()
        return sawFault ? .findings : .done
      case .failed(let number):
        flush()
        Terminal.message(
          "postern: \(FileError(path: "standard input", number: number, what: "cannot read").description)")
        return .usage
      }
    }
  }

  private mutating func answer(_ bytes: UnsafeBufferPointer<UInt8>) {
    line += 1
    if unsafe bytes.first != 0x7B, unsafe bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      return
    }
    if let text = unsafe scanner.read(bytes) {
      fault(text)
    } else {
      engine.answer(scanner, into: &output)
      output.append(byte: 0x0A)
    }
    if output.count > 1 << 16 { flush() }
  }

  private mutating func fault(_ text: String) {
    sawFault = true
    output.append(ascii: "{\"error\":")
    output.append(quoted: text)
    output.append(ascii: ",\"line\":")
    output.append(integer: line)
    output.append(ascii: "}\n")
  }

  private mutating func flush() {
    if output.count == 0 { return }
    unsafe output.withBytes { unsafe Terminal.output($0) }
    output.removeAll()
  }
}
