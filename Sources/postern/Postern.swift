import ArgumentParser

@main
struct Postern: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "A compiler for authentication policy.")
}
