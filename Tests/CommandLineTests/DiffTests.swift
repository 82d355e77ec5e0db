import Foundation
import Testing
import TestSupport

/// `postern diff` between revisions, in real repositories.
@Suite struct DiffTests {
  /// Runs git in a folder, whoever's machine it is.
  @discardableResult
  static func git(_ sandbox: Sandbox, _ arguments: String..., in folder: String = ".") throws -> Output {
    let all = ["git", "-C", sandbox.url(folder).path, "-c", "user.name=A", "-c", "user.email=a@example.com"]
    let found = try Program.run(
      all + ["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"] + arguments,
      in: sandbox.folder,
      environment: [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
      ], executable: "/usr/bin/env")
    #expect(found.code == 0, "git \(arguments): \(found)")
    return found
  }

  /// A repository whose one commit is the example policy.
  static func repository(_ changes: [String: String] = [:]) throws -> Sandbox {
    let sandbox = try Sandbox(changes)
    try git(sandbox, "init", "-q")
    try git(sandbox, "add", "-A")
    try git(sandbox, "commit", "-q", "-m", "one")
    return sandbox
  }

  /// Changes a text of the example's `policy.yaml` where it stands.
  static func edit(_ sandbox: Sandbox, _ old: String, _ new: String, in path: String = "policies/example")
    throws
  {
    let text = try sandbox.text("\(path)/policy.yaml")
    precondition(text.contains(old), "the example policy has no \(old)")
    try sandbox.write("\(path)/policy.yaml", text.replacingOccurrences(of: old, with: new))
  }

  static let office = (
    "when: { networkZone: office, application: wiki }", "when: { networkZone: office }"
  )

  @Test func comparesTheWorkingTreeWithHEAD() throws {
    let sandbox = try Self.repository()
    let same = try sandbox.run("diff", "--exit-code")
    #expect(same.code == 0)
    #expect(same.standardOutput.contains("policies/example  git:HEAD → working tree"))
    #expect(same.standardOutput.contains("dev, prod: no change in meaning: proved for all "))
    #expect(same.standardError == "no change in meaning\n")

    try Self.edit(sandbox, Self.office.0, Self.office.1)
    let changed = try sandbox.run("diff")
    #expect(changed.code == 0)
    #expect(changed.standardOutput.contains("new skip  deny or send → skip"))
    #expect(changed.standardOutput.contains("now     skip  by office-wiki (policies/example/policy.yaml:29)"))
    #expect(changed.standardOutput.contains("by otherwise (git:HEAD:policies/example/policy.yaml:33)"))
    #expect(changed.standardError == "1 new skip\n")
    #expect(try sandbox.run("diff", "--exit-code").code == 5)
    #expect(try sandbox.run("diff", "git:HEAD", "git:HEAD", "--exit-code").code == 0)
    // The policy itself, from within, and by its file.
    #expect(try sandbox.run("diff", "policies/example", "--exit-code").code == 5)
    #expect(try sandbox.run("diff", "policies/example/policy.yaml", "--exit-code").code == 5)
    #expect(try sandbox.shell("cd policies/example && $POSTERN diff --exit-code").code == 5)
    #expect(
      try sandbox.shell("cd policies/example && $POSTERN diff git:HEAD:policies/example . --exit-code").code
        == 5)
  }

  /// The first policies of a repository are new, and its last ones removed, whatever was there before the first commit.
  @Test func comparesWithARevisionWithoutPolicies() throws {
    let sandbox = try Sandbox()
    try Self.git(sandbox, "init", "-q")
    let unborn = try sandbox.run("diff", "--exit-code")
    #expect(unborn.code == 5, "\(unborn)")
    #expect(unborn.standardOutput.contains("policy example is new  (policies/example): dev, prod"))
    try Self.git(sandbox, "commit", "-q", "--allow-empty", "-m", "zero")
    for arguments in [["diff"], ["diff", "git:HEAD", "policies/example"], ["diff", "git:HEAD"]] {
      let first = try sandbox.run(arguments, input: [])
      #expect(first.code == 0)
      #expect(first.standardOutput.contains("policy example is new"))
    }
    try Self.git(sandbox, "add", "-A")
    try Self.git(sandbox, "commit", "-q", "-m", "one")
    #expect(try sandbox.shell("cd policies && $POSTERN diff --exit-code").code == 0)
    try Self.git(sandbox, "rm", "-q", "-r", "policies")
    let last = try sandbox.run("diff", "--exit-code")
    #expect(last.code == 5)
    #expect(last.standardOutput.contains("policy example is removed"))
    try Self.git(sandbox, "commit", "-q", "-m", "two")
    let none = try sandbox.run("diff")
    #expect(none.code == 2)
    #expect(none.standardError.contains("no policy found"))
  }

  /// Sign-ins carry ids and addresses: what a name stands for decides who is meant, though no decision changes.
  @Test(arguments: [
    ("cidrs: [203.0.113.0/24]", "cidrs: [0.0.0.0/0]", "directory.networkZones.office.cidrs"),
    ("admins: group_admins", "admins: group_others", "directory.groups.admins.id"),
    ("wiki: app_wiki", "wiki: app_other", "directory.applications.wiki.id"),
  ])
  func saysThatANameStandsForSomethingElse(_ old: String, _ new: String, _ key: String) throws {
    let sandbox = try Self.repository()
    try Self.edit(sandbox, old, new)
    let told = "names that stand for something else: sign-ins carry ids and addresses, so others are meant"
    let text = try sandbox.run("diff", "--exit-code")
    #expect(text.code == 5)
    #expect(text.standardOutput.contains("  \(told)\n    \(key): "), "\(text)")
    #expect(text.standardOutput.contains("while names stand for the same, which not all of them do"))
    #expect(!text.standardOutput.contains("settings that no request shows"))
    #expect(
      text.standardError == "no decision changed for what names stand for; 1 name stands for something else\n"
    )
    let markdown = try sandbox.run("diff", "--format", "markdown").standardOutput
    #expect(markdown.contains("**\(told)**\n\n- \(key): "))
    #expect(!markdown.contains("no sign-in shows"))
    let html = try sandbox.run("diff", "--format", "html").standardOutput
    #expect(html.contains("<strong>\(told)</strong>"))
    let json = try sandbox.run("diff", "--format", "json").standardOutput
    #expect(json.contains("\"changesWhoIsMeant\": true"))
  }

  @Test func aBareRepositoryIsEnoughForTwoRevisions() throws {
    let origin = try Self.repository()
    let sandbox = try Sandbox(empty: ())
    try Self.git(sandbox, "clone", "-q", "--bare", origin.folder.path, "bare.git")
    let run = try sandbox.shell("cd bare.git && $POSTERN diff git:HEAD git:HEAD --exit-code")
    #expect(run.code == 0, "\(run)")
    #expect(run.standardOutput.contains("no change in meaning"))
  }

  @Test func prefersTheMainBranchOfOrigin() throws {
    let origin = try Self.repository()
    let sandbox = try Sandbox(empty: ())
    try Self.git(sandbox, "clone", "-q", origin.folder.path, "clone")
    try Self.edit(sandbox, Self.office.0, Self.office.1, in: "clone/policies/example")
    try Self.git(sandbox, "commit", "-q", "-a", "-m", "two", in: "clone")
    let run = try sandbox.shell("cd clone && $POSTERN diff --exit-code")
    #expect(run.code == 5)
    #expect(run.standardOutput.contains("git:origin/main → working tree"))
    // A subfolder of the working tree, and a worktree of the repository.
    try Self.git(sandbox, "worktree", "add", "-q", "../tree", "origin/main", in: "clone")
    #expect(try sandbox.shell("cd tree && $POSTERN diff --exit-code").code == 0)
    #expect(try sandbox.shell("cd tree && $POSTERN diff git:main --exit-code").code == 5)
  }

  @Test func saysWhatAShallowCloneLacks() throws {
    let origin = try Self.repository()
    try Self.edit(origin, Self.office.0, Self.office.1)
    try Self.git(origin, "commit", "-q", "-a", "-m", "two")
    let sandbox = try Sandbox(empty: ())
    // As a checkout action does it: one commit, on no branch.
    try Self.git(sandbox, "init", "-q", "clone")
    try Self.git(sandbox, "fetch", "-q", "--depth", "1", "file://" + origin.folder.path, "HEAD", in: "clone")
    try Self.git(sandbox, "checkout", "-q", "FETCH_HEAD", in: "clone")
    #expect(try sandbox.shell("cd clone && $POSTERN diff git:HEAD").code == 0)
    let silent = try sandbox.shell("cd clone && $POSTERN diff")
    #expect(silent.code == 2)
    #expect(
      silent.standardError.contains("the clone is shallow") && silent.standardError.contains("fetch-depth: 0")
    )
    let older = try sandbox.shell("cd clone && $POSTERN diff git:HEAD~1")
    #expect(older.code == 2)
    #expect(
      older.standardError.contains("fetch-depth: 0") && older.standardError.contains("git fetch --unshallow"))
  }

  @Test func followsARenamedPolicy() throws {
    let sandbox = try Self.repository()
    try Self.git(sandbox, "mv", "policies/example", "policies/renamed folder ☃")
    let moved = try sandbox.run("diff", "--exit-code")
    #expect(moved.code == 0, "\(moved)")
    #expect(moved.standardOutput.contains("note: the policy stood in git:HEAD:policies/example"))
    try Self.git(sandbox, "commit", "-q", "-a", "-m", "two")
    try Self.edit(sandbox, "policy: example", "policy: other", in: "policies/renamed folder ☃")
    let named = try sandbox.run("diff", "--exit-code")
    #expect(named.standardOutput.contains("note: the policy was called `example`"))
    #expect(named.standardOutput.contains("no change in meaning"))
  }

  @Test func touchesNeitherIndexNorWorkingTree() throws {
    let sandbox = try Self.repository()
    try Self.edit(sandbox, "friendlyName: Example", "friendlyName: Staged")
    try Self.git(sandbox, "add", "-A")
    try Self.edit(sandbox, "friendlyName: Staged", "friendlyName: Dirty")
    // Stat data that git would refresh, did it look at the index.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
      ofItemAtPath: sandbox.url("policies/example/environments/dev.yaml").path)
    let before = try sandbox.contents(of: ".")
    let run = try sandbox.run("diff")
    #expect(run.standardOutput.contains("verifyServices.default.friendlyName: Example → Dirty"))
    #expect(try sandbox.contents(of: ".") == before)
  }

  @Test(arguments: [
    ("git:--upload-pack=touch x", "is no name of a revision"), ("git:-h", "is no name of a revision"),
    ("git:", "names no revision"), ("git:nowhere", "git knows no revision `nowhere`"),
    ("git:HEAD:nothing", "no policy found"), ("nothing", "no policy found"),
  ])
  func refuses(_ side: String, _ words: String) throws {
    let sandbox = try Self.repository()
    let run = try sandbox.run("diff", side)
    #expect(run.code == 2 && run.standardOutput.isEmpty)
    #expect(run.standardError.contains(words), "\(run)")
  }

  @Test func saysThatThereIsNoRepository() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.run(
      "diff", environment: ["GIT_CEILING_DIRECTORIES": sandbox.folder.deletingLastPathComponent().path])
    #expect(run.code == 2)
    #expect(run.standardError.contains("git repository"))
  }

  @Test func aSideWithErrorsIsNotCompared() throws {
    let sandbox = try Self.repository()
    try Self.edit(sandbox, "when: { group: admins }", "when: { group: admin }")
    let run = try sandbox.run("diff")
    #expect(run.code == 1 && run.standardOutput.isEmpty)
    #expect(
      run.standardError.contains("error[PST0401]") && run.standardError.contains("nothing was compared"))
    try Self.git(sandbox, "commit", "-q", "-a", "-m", "broken")
    try Self.edit(sandbox, "when: { group: admin }", "when: { group: admins }")
    let repaired = try sandbox.run("diff")
    #expect(repaired.code == 1)
    #expect(repaired.standardError.contains("--> git:HEAD:policies/example/policy.yaml:27:22"))
  }
}
