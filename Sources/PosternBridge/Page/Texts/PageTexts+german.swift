#if Server
extension PageTexts {
  static let german = PageTexts(
    enterTitle: "Code eingeben",
    sendingTitle: "Code wird gesendet",
    sendingLead: "Ihr Code ist unterwegs an {destination}. Das dauert meist nur wenige Sekunden.",
    sentBy: ByChannel(
      sms: "Wir haben einen {length}-stelligen Code per SMS an {destination} gesendet.",
      whatsapp: "Wir haben einen {length}-stelligen Code per WhatsApp an {destination} gesendet.",
      call: "Wir rufen {destination} an und sagen Ihnen einen {length}-stelligen Code.",
      email: "Wir haben einen {length}-stelligen Code per E-Mail an {destination} gesendet."),
    codeLabel: "Bestätigungscode",
    pasteHint: "Ein eingefügter Code wird sofort geprüft.",
    attemptsLeft: "Verbleibende Versuche: {count}",
    submit: "Weiter",
    submitting: "Wird geprüft …",
    notReceived: "Keinen Code erhalten?",
    again: ByChannel(
      sms: "Neue SMS senden", whatsapp: "Neue WhatsApp-Nachricht senden", call: "Noch einmal anrufen",
      email: "Neue E-Mail senden"),
    next: ByChannel(
      sms: "Stattdessen per SMS", whatsapp: "Stattdessen per WhatsApp", call: "Stattdessen per Anruf",
      email: "Stattdessen per E-Mail"),
    waitUntil: "Einen weiteren Code können Sie in {time} anfordern.",
    canAskNow: "Sie können jetzt einen weiteren Code anfordern.",
    noMoreSends:
      "Für diese Anmeldung kann kein weiterer Code gesendet werden. Der letzte gilt, bis er abläuft.",
    sentAgain: "Ein neuer Code wurde angefordert.",
    aboutTitle: "Zu dieser Anmeldung",
    application: "Anwendung",
    startedAt: "Begonnen",
    signInFrom: "Von",
    notMe: "Das war ich nicht",
    notMeExplanation:
      "Wenn Sie sich nicht anmelden wollten, beenden Sie diese Anmeldung und geben Sie den Code niemals weiter.",
    notMeConfirm: "Anmeldung beenden",
    problem: "Es gibt ein Problem",
    errorPrefix: "Fehler",
    wrongCode:
      "Der Code stimmt nicht. Sehen Sie in der neuesten Nachricht nach und versuchen Sie es erneut.",
    wrongLength: "Geben Sie alle {length} Ziffern des Codes ein.",
    tooEarly: "Für einen weiteren Code ist es noch zu früh. Bitte warten Sie einen Moment.",
    limited:
      "Es wurden zu viele Codes angefordert, daher kann jetzt keiner gesendet werden. Der letzte gilt, bis er abläuft.",
    notNow: "Bei uns hat etwas nicht geklappt. Bitte versuchen Sie es gleich noch einmal.",
    approvedTitle: "Bestätigt",
    approvedReturn: "Kehren Sie zum Anmeldefenster zurück. Dieses Fenster können Sie schließen.",
    approvedContinue: "Noch ein Schritt: Fahren Sie fort, um die Anmeldung abzuschließen.",
    continueButton: "Weiter",
    ruleTitle: "Anmeldung nicht möglich",
    ruleText: "Ihre Organisation lässt diese Anmeldung nicht zu.",
    expiredTitle: "Ihr Code ist abgelaufen",
    expiredText: "Kehren Sie zur Anmeldung zurück und beginnen Sie neu, um einen neuen Code zu erhalten.",
    exhaustedTitle: "Keine Versuche mehr",
    exhaustedText: "Der Code war zu oft falsch. Kehren Sie zur Anmeldung zurück und beginnen Sie neu.",
    deniedTitle: "Diese Anmeldung wurde beendet",
    deniedText:
      "Niemand wurde angemeldet. Wenn Sie es waren, kehren Sie zur Anmeldung zurück und beginnen Sie neu.",
    backToSignIn: "Zurück zur Anmeldung",
    elsewhereTitle: "Diese Seite lässt sich hier nicht öffnen",
    elsewhereText:
      "Sie gilt nur einmal und nur in dem Browser, in dem die Anmeldung begann. Kehren Sie dorthin zurück oder beginnen Sie neu.",
    outdatedTitle: "Die Seite war veraltet",
    outdatedText:
      "Es wurde nichts geändert. Öffnen Sie die Seite erneut und wiederholen Sie den letzten Schritt.",
    unavailableTitle: "Gleich geht es weiter",
    unavailableText:
      "Die Seite kann gerade nicht angezeigt werden. Es ist nichts verloren: Bitte versuchen Sie es gleich noch einmal.",
    tryAgain: "Erneut versuchen",
    help: "Hilfe",
    privacy: "Datenschutz")
}
#endif
