#if Server
extension PageTexts {
  static let french = PageTexts(
    enterTitle: "Saisissez votre code",
    sendingTitle: "Envoi de votre code",
    sendingLead: "Votre code est en route vers {destination}. Cela prend en général quelques secondes.",
    sentBy: ByChannel(
      sms: "Nous avons envoyé un code à {length} chiffres par SMS au {destination}.",
      whatsapp: "Nous avons envoyé un code à {length} chiffres par WhatsApp au {destination}.",
      call: "Nous appelons le {destination} pour vous dicter un code à {length} chiffres.",
      email: "Nous avons envoyé un code à {length} chiffres par e-mail à {destination}."),
    codeLabel: "Code de vérification",
    pasteHint: "Un code collé est vérifié immédiatement.",
    attemptsLeft: "Tentatives restantes\u{202F}: {count}",
    submit: "Continuer",
    submitting: "Vérification…",
    notReceived: "Vous n’avez pas reçu le code\u{202F}?",
    again: ByChannel(
      sms: "Envoyer un nouveau SMS", whatsapp: "Envoyer un nouveau message WhatsApp",
      call: "M’appeler à nouveau", email: "Envoyer un nouvel e-mail"),
    next: ByChannel(
      sms: "Plutôt par SMS", whatsapp: "Plutôt par WhatsApp", call: "Plutôt par appel",
      email: "Plutôt par e-mail"),
    waitUntil: "Vous pourrez demander un autre code dans {time}.",
    canAskNow: "Vous pouvez maintenant demander un autre code.",
    noMoreSends:
      "Aucun autre code ne peut être envoyé pour cette connexion. Le dernier reste valable jusqu’à son expiration.",
    sentAgain: "Un nouveau code a été demandé.",
    aboutTitle: "À propos de cette connexion",
    application: "Application",
    startedAt: "Début",
    signInFrom: "Depuis",
    notMe: "Ce n’était pas moi",
    notMeExplanation:
      "Si vous n’avez pas essayé de vous connecter, arrêtez cette connexion et ne partagez jamais le code.",
    notMeConfirm: "Arrêter cette connexion",
    problem: "Il y a un problème",
    errorPrefix: "Erreur",
    wrongCode: "Ce code n’est pas correct. Vérifiez le dernier message et réessayez.",
    wrongLength: "Saisissez les {length} chiffres du code.",
    tooEarly: "Il est trop tôt pour un autre code. Veuillez patienter un instant.",
    limited:
      "Trop de codes ont été demandés\u{202F}: aucun autre ne peut être envoyé pour le moment. Le dernier reste valable jusqu’à son expiration.",
    notNow: "Un problème est survenu de notre côté. Veuillez réessayer dans un instant.",
    approvedTitle: "Vérification réussie",
    approvedReturn: "Retournez à la fenêtre où vous vous connectiez. Vous pouvez fermer celle-ci.",
    approvedContinue: "Dernière étape\u{202F}: continuez pour terminer la connexion.",
    continueButton: "Continuer",
    ruleTitle: "Connexion impossible",
    ruleText: "Votre organisation n’autorise pas cette connexion.",
    expiredTitle: "Votre code a expiré",
    expiredText: "Retournez là où vous vous connectiez et recommencez pour recevoir un nouveau code.",
    exhaustedTitle: "Plus aucune tentative",
    exhaustedText:
      "Le code était incorrect trop de fois. Retournez là où vous vous connectiez et recommencez.",
    deniedTitle: "Cette connexion a été arrêtée",
    deniedText:
      "Personne n’a été connecté. Si c’était vous, retournez là où vous vous connectiez et recommencez.",
    backToSignIn: "Retour à la connexion",
    elsewhereTitle: "Cette page ne peut pas être ouverte ici",
    elsewhereText:
      "Elle ne fonctionne qu’une fois, dans le navigateur où la connexion a commencé. Retournez à cette fenêtre ou recommencez.",
    outdatedTitle: "La page n’était plus à jour",
    outdatedText: "Rien n’a été modifié. Rouvrez la page et répétez la dernière étape.",
    unavailableTitle: "Nous revenons tout de suite",
    unavailableText:
      "La page ne peut pas être affichée pour le moment. Rien n’est perdu\u{202F}: veuillez réessayer dans un instant.",
    tryAgain: "Réessayer",
    help: "Obtenir de l’aide",
    privacy: "Confidentialité")
}
#endif
