#if Server
extension PageTexts {
  static let portuguese = PageTexts(
    enterTitle: "Digite seu código",
    sendingTitle: "Enviando seu código",
    sendingLead: "Seu código está a caminho de {destination}. Isso costuma levar alguns segundos.",
    sentBy: ByChannel(
      sms: "Enviamos um código de {length} dígitos por SMS para {destination}.",
      whatsapp: "Enviamos um código de {length} dígitos pelo WhatsApp para {destination}.",
      call: "Estamos ligando para {destination} para ditar um código de {length} dígitos.",
      email: "Enviamos um código de {length} dígitos por e-mail para {destination}."),
    codeLabel: "Código de verificação",
    pasteHint: "Um código colado é verificado na hora.",
    attemptsLeft: "Tentativas restantes: {count}",
    submit: "Continuar",
    submitting: "Verificando…",
    notReceived: "Não recebeu o código?",
    again: ByChannel(
      sms: "Enviar outro SMS", whatsapp: "Enviar outra mensagem no WhatsApp", call: "Ligar novamente",
      email: "Enviar outro e-mail"),
    next: ByChannel(
      sms: "Receber por SMS", whatsapp: "Receber pelo WhatsApp", call: "Receber uma ligação",
      email: "Receber por e-mail"),
    waitUntil: "Você pode pedir outro código em {time}.",
    canAskNow: "Você já pode pedir outro código.",
    noMoreSends:
      "Não é possível enviar mais códigos para este acesso. O último continua válido até expirar.",
    sentAgain: "Um novo código foi solicitado.",
    aboutTitle: "Sobre este acesso",
    application: "Aplicativo",
    startedAt: "Início",
    signInFrom: "Origem",
    notMe: "Não fui eu",
    notMeExplanation:
      "Se você não tentou entrar, interrompa este acesso e nunca compartilhe o código com ninguém.",
    notMeConfirm: "Interromper este acesso",
    problem: "Há um problema",
    errorPrefix: "Erro",
    wrongCode: "O código não está correto. Confira a mensagem mais recente e tente novamente.",
    wrongLength: "Digite todos os {length} dígitos do código.",
    tooEarly: "Ainda é cedo para outro código. Aguarde um momento.",
    limited:
      "Foram pedidos códigos demais, e agora não é possível enviar outro. O último continua válido até expirar.",
    notNow: "Algo não funcionou do nosso lado. Tente novamente em instantes.",
    approvedTitle: "Verificação concluída",
    approvedReturn: "Volte para a janela em que você estava entrando. Você pode fechar esta.",
    approvedContinue: "Último passo: continue para concluir o acesso.",
    continueButton: "Continuar",
    ruleTitle: "Não é possível entrar desta forma",
    ruleText: "Sua organização não permite este acesso.",
    expiredTitle: "Seu código expirou",
    expiredText: "Volte para onde você estava entrando e comece de novo para receber outro código.",
    exhaustedTitle: "Não há mais tentativas",
    exhaustedText:
      "O código foi digitado errado vezes demais. Volte para onde você estava entrando e comece de novo.",
    deniedTitle: "Este acesso foi interrompido",
    deniedText:
      "Ninguém entrou. Se foi você, volte para onde estava entrando e comece de novo.",
    backToSignIn: "Voltar para o acesso",
    elsewhereTitle: "Esta página não pode ser aberta aqui",
    elsewhereText:
      "Ela funciona uma única vez e só no navegador que iniciou o acesso. Volte para aquela janela ou comece de novo.",
    outdatedTitle: "A página estava desatualizada",
    outdatedText: "Nada foi alterado. Abra a página novamente e repita o último passo.",
    unavailableTitle: "Voltamos já",
    unavailableText:
      "A página não pode ser exibida agora. Nada se perdeu: tente novamente em instantes.",
    tryAgain: "Tentar novamente",
    help: "Obter ajuda",
    privacy: "Privacidade")
}
#endif
