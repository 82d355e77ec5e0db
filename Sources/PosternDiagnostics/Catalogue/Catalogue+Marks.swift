extension Catalogue {
  /// Whether a code is about the syntax of a file.
  package static func isSyntax(_ code: String) -> Bool { code.hasPrefix("PST01") }

  /// Whether what a finding refuses stays marked as faulty in what is declared, so that later phases know of it: a
  /// value of the wrong form or type, something missing, a name. Not so what stands at an unknown key, or in a file
  /// that was not read.
  package static func leavesMark(_ code: String) -> Bool {
    let unmarked = [unknownKey, unsupportedLanguage]
    let others = [
      environmentNameDiffers, undefinedVariable, unclosedVariable, badVariableName, variableNotAllowed,
      badName,
      reservedName,
    ]
    return code.hasPrefix("PST02") && !unmarked.contains { $0.code == code }
      || others.contains { $0.code == code }
  }
}
