#if Server
extension PageTexts {
  static let spanish = PageTexts(
    enterTitle: "Introduce tu código",
    sendingTitle: "Enviando tu código",
    sendingLead: "Tu código va de camino a {destination}. Suele tardar unos segundos.",
    sentBy: ByChannel(
      sms: "Hemos enviado un código de {length} dígitos por SMS a {destination}.",
      whatsapp: "Hemos enviado un código de {length} dígitos por WhatsApp a {destination}.",
      call: "Estamos llamando a {destination} para leerte un código de {length} dígitos.",
      email: "Hemos enviado un código de {length} dígitos por correo electrónico a {destination}."),
    codeLabel: "Código de verificación",
    pasteHint: "Si pegas el código, se comprueba al instante.",
    attemptsLeft: "Intentos restantes: {count}",
    submit: "Continuar",
    submitting: "Comprobando…",
    notReceived: "¿No has recibido el código?",
    again: ByChannel(
      sms: "Enviar otro SMS", whatsapp: "Enviar otro mensaje de WhatsApp", call: "Llamarme otra vez",
      email: "Enviar otro correo"),
    next: ByChannel(
      sms: "Mejor por SMS", whatsapp: "Mejor por WhatsApp", call: "Mejor una llamada",
      email: "Mejor por correo electrónico"),
    waitUntil: "Puedes pedir otro código en {time}.",
    canAskNow: "Ya puedes pedir otro código.",
    noMoreSends:
      "No se pueden enviar más códigos para este inicio de sesión. El último sigue siendo válido hasta que caduque.",
    sentAgain: "Se ha solicitado un código nuevo.",
    aboutTitle: "Sobre este inicio de sesión",
    application: "Aplicación",
    startedAt: "Iniciado",
    signInFrom: "Desde",
    notMe: "No he sido yo",
    notMeExplanation:
      "Si no has intentado iniciar sesión, detén este inicio de sesión y no compartas nunca el código con nadie.",
    notMeConfirm: "Detener este inicio de sesión",
    problem: "Hay un problema",
    errorPrefix: "Error",
    wrongCode: "El código no es correcto. Revisa el último mensaje e inténtalo de nuevo.",
    wrongLength: "Introduce los {length} dígitos del código.",
    tooEarly: "Aún es pronto para pedir otro código. Espera un momento.",
    limited:
      "Se han pedido demasiados códigos y ahora no se puede enviar otro. El último sigue siendo válido hasta que caduque.",
    notNow: "Algo ha fallado por nuestra parte. Inténtalo de nuevo en un momento.",
    approvedTitle: "Verificación completada",
    approvedReturn: "Vuelve a la ventana en la que estabas iniciando sesión. Puedes cerrar esta.",
    approvedContinue: "Un último paso: continúa para terminar de iniciar sesión.",
    continueButton: "Continuar",
    ruleTitle: "No puedes iniciar sesión así",
    ruleText: "Tu organización no permite este inicio de sesión.",
    expiredTitle: "Tu código ha caducado",
    expiredText: "Vuelve a donde estabas iniciando sesión y empieza de nuevo para recibir otro código.",
    exhaustedTitle: "No quedan intentos",
    exhaustedText:
      "El código fue incorrecto demasiadas veces. Vuelve a donde estabas iniciando sesión y empieza de nuevo.",
    deniedTitle: "Este inicio de sesión se ha detenido",
    deniedText:
      "Nadie ha iniciado sesión. Si eras tú, vuelve a donde estabas iniciando sesión y empieza de nuevo.",
    backToSignIn: "Volver al inicio de sesión",
    elsewhereTitle: "Esta página no se puede abrir aquí",
    elsewhereText:
      "Solo funciona una vez y en el navegador que empezó el inicio de sesión. Vuelve a esa ventana o empieza de nuevo.",
    outdatedTitle: "La página no estaba actualizada",
    outdatedText: "No se ha cambiado nada. Abre la página de nuevo y repite el último paso.",
    unavailableTitle: "Volvemos enseguida",
    unavailableText:
      "La página no se puede mostrar ahora mismo. No se ha perdido nada: inténtalo de nuevo en un momento.",
    tryAgain: "Intentar de nuevo",
    help: "Obtener ayuda",
    privacy: "Privacidad")
}
#endif
