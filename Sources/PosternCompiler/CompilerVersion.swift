/// The version of this compiler, as `postern --version` and the artefacts write it.
public let compilerVersion = "0.1.0"
