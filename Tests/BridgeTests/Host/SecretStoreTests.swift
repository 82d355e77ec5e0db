#if Server
import Foundation
import Testing

@testable import PosternBridge

@Suite struct SecretStoreTests {
  /// A folder that goes when the body ends.
  static func withFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "postern-secrets-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  static func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test func readsFilesAndDropsOneNewline() throws {
    try Self.withFolder { folder in
      try Self.write("one\n", "\(folder)/a")
      try Self.write("zero\n\n", "\(folder)/a.previous")
      try Self.write("\n", "\(folder)/empty")
      let store = SecretStore(directory: folder)
      #expect(store.values("a") == ["one", "zero\n"])
      #expect(store.values("empty").isEmpty)
      #expect(store.values("missing").isEmpty)
      #expect(store.values("../\(folder)/a").isEmpty)

      try Self.write("two", "\(folder)/a")
      #expect(store.values("a") == ["one", "zero\n"], "kept until it is told to read anew")
      #expect(store.reload() == ["empty", "missing"])
      #expect(store.values("a") == ["two", "zero\n"])
      try FileManager.default.removeItem(atPath: "\(folder)/a")
      try FileManager.default.removeItem(atPath: "\(folder)/a.previous")
      #expect(store.reload().contains("a"))
      #expect(store.values("a") == ["two", "zero\n"], "a secret that vanished stays in use")
    }
  }

  @Test func readsTheEnvironment() {
    let store = SecretStore(environment: [
      "POSTERN_SECRET_IDAAS_WEBHOOK": "now", "POSTERN_SECRET_IDAAS_WEBHOOK_PREVIOUS": "before",
      "PATH": "/bin",
    ])
    #expect(store.values("idaas-webhook") == ["now", "before"])
    #expect(store.values("idaas-webhook-previous").isEmpty, "no secret may be named like a previous one")
    #expect("\(store)" == "SecretStore")
  }

  @Test(arguments: [
    ("a", true), ("idaas-webhook", true), ("A_1.x", true), ("", false), (".hidden", false), ("a/b", false),
    ("..", false), ("a-previous", false), ("a.previous", false), ("a b", false), ("ä", false),
  ])
  func judgesNames(_ name: String, _ isGood: Bool) {
    #expect((SecretStore.fault(ofName: name) == nil) == isGood)
  }

  @Test func namesFilesThatEverybodyCanRead() throws {
    try Self.withFolder { folder in
      for (name, mode) in [("open", 0o644), ("closed", 0o640), ("writable", 0o602)] {
        try Self.write("x", "\(folder)/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder)/\(name)")
      }
      #expect(
        SecretStore(directory: folder).exposed(["open", "closed", "missing", "writable"]) == [
          "open", "writable",
        ])
      // A link is as open as what it leads to.
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "\(folder)/closed")
      #expect(SecretStore(directory: folder).exposed(["link"]).isEmpty)
    }
  }

  @Test func namesWhatKeepsSecretsFromBeingRead() throws {
    try Self.withFolder { folder in
      #expect(SecretStore(directory: folder).obstacle == nil)
      #expect(SecretStore(environment: [:]).obstacle == nil)
      #expect(SecretStore(directory: folder + "/none").obstacle?.contains("is no directory") == true)
      try Self.write("x", "\(folder)/file")
      #expect(SecretStore(directory: folder + "/file").obstacle?.contains("is no directory") == true)

      try FileManager.default.createDirectory(
        atPath: "\(folder)/folder", withIntermediateDirectories: false)
      let store = SecretStore(directory: folder)
      #expect(store.isUnreadable("folder"))
      #expect(!store.isUnreadable("file"))
      #expect(!store.isUnreadable("missing"))
    }
  }

  @Test(arguments: [(0o700, false), (0o2750, false), (0o755, false), (0o777, true), (0o1777, false)])
  func findsADirectoryThatOthersCanWriteTo(_ mode: Int, _ isOpen: Bool) throws {
    try Self.withFolder { folder in
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
      #expect(SecretStore(directory: folder).isOpenToWriting == isOpen)
    }
  }

  @Test(arguments: ["x-previous", "x.previous", "a b", "", "postern-store-key"])
  func makesNothingUnderANameThatCannotBe(_ name: String) {
    #expect(throws: ConfigurationError.self) { try SecretMaking.make(webhookSecrets: ["good", name]) }
  }
}
#endif
