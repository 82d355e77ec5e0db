#if Server
extension PageTexts {
  static let english = PageTexts(
    enterTitle: "Enter your code",
    sendingTitle: "Sending your code",
    sendingLead: "Your code is on its way to {destination}. This usually takes a few seconds.",
    sentBy: ByChannel(
      sms: "We sent a code of {length} digits by text message to {destination}.",
      whatsapp: "We sent a code of {length} digits by WhatsApp to {destination}.",
      call: "We are calling {destination} to read you a code of {length} digits.",
      email: "We sent a code of {length} digits by email to {destination}."),
    codeLabel: "Verification code",
    pasteHint: "A code that you paste is checked right away.",
    attemptsLeft: "Attempts left: {count}",
    submit: "Continue",
    submitting: "Checking…",
    notReceived: "Didn’t get the code?",
    again: ByChannel(
      sms: "Send a new text message", whatsapp: "Send a new WhatsApp message", call: "Call me again",
      email: "Send a new email"),
    next: ByChannel(
      sms: "Text me instead", whatsapp: "Use WhatsApp instead", call: "Call me instead",
      email: "Email me instead"),
    waitUntil: "You can ask for another code in {time}.",
    canAskNow: "You can ask for another code now.",
    noMoreSends: "No more codes can be sent for this sign-in. The last one still works until it expires.",
    sentAgain: "A new code has been requested.",
    aboutTitle: "About this sign-in",
    application: "Application",
    startedAt: "Started",
    signInFrom: "From",
    notMe: "This wasn’t me",
    notMeExplanation:
      "If you didn’t try to sign in, stop this sign-in and never share the code with anyone.",
    notMeConfirm: "Stop this sign-in",
    problem: "There is a problem",
    errorPrefix: "Error",
    wrongCode: "That code isn’t right. Check the latest message and try again.",
    wrongLength: "Enter all {length} digits of the code.",
    tooEarly: "It’s too early for another code. Please wait a moment.",
    limited:
      "Too many codes have been requested, so no other can be sent now. The last one still works until it expires.",
    notNow: "That didn’t work on our side. Please try again in a moment.",
    approvedTitle: "You’re verified",
    approvedReturn: "Go back to the window where you were signing in. You can close this one.",
    approvedContinue: "One last step: continue to finish signing in.",
    continueButton: "Continue",
    ruleTitle: "You can’t sign in this way",
    ruleText: "Your organization doesn’t allow this sign-in.",
    expiredTitle: "Your code has expired",
    expiredText: "Go back to where you were signing in and start again to get a new code.",
    exhaustedTitle: "No attempts left",
    exhaustedText:
      "The code was wrong too many times. Go back to where you were signing in and start again.",
    deniedTitle: "This sign-in was stopped",
    deniedText:
      "Nobody was signed in. If it was you, go back to where you were signing in and start again.",
    backToSignIn: "Back to sign-in",
    elsewhereTitle: "This page can’t be opened here",
    elsewhereText:
      "It works once, and only in the browser that started the sign-in. Go back to that window, or start again.",
    outdatedTitle: "This page was out of date",
    outdatedText: "Nothing has been changed. Open the page again and repeat your last step.",
    unavailableTitle: "We’ll be right back",
    unavailableText:
      "The page can’t be shown just now. Nothing has been lost: please try again in a moment.",
    tryAgain: "Try again",
    help: "Get help",
    privacy: "Privacy")
}
#endif
