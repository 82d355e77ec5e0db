#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A folder of its own below the temporary one; `remove` takes it away.
struct Workspace {
  let path: String

  struct Fault: Error {
    let what: String
  }

  init() throws {
    var template = Array("/tmp/postern-benchmarks-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Fault(what: "cannot make a temporary folder") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes the files of a policy, by name below its folder; returns the folder's path.
  func write(_ files: [(name: String, text: String)], as name: String) throws -> String {
    let folder = "\(path)/\(name)"
    for made in [folder, "\(folder)/environments"] where mkdir(made, 0o755) != 0 {
      throw Fault(what: "cannot make \(made)")
    }
    for file in files { try write(Array(file.text.utf8), to: "\(folder)/\(file.name)") }
    return folder
  }

  func write(_ bytes: [UInt8], to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw Fault(what: "cannot write \(file)") }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Self.put(descriptor, $0) }
      guard count > 0 else { throw Fault(what: "cannot write \(file)") }
      written += count
    }
  }

  private static func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Bytes of a file; nil where there is none.
  static func size(of file: String) -> Int? {
    var status = stat()
    return stat(file, &status) == 0 ? Int(status.st_size) : nil
  }

  func remove() {
    let arguments = ["/bin/rm", "-rf", path]
    _ = Program.run(arguments)
  }
}
