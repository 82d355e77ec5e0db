/// What `postern init` writes: a policy that checks clean as it is, and says what each part is for.
struct StarterPolicy {
  /// The policy's name.
  let name: String

  /// One file of it.
  struct File {
    /// Relative to the policy's folder.
    let name: String
    let text: String
  }

  /// In the order they are written.
  var files: [File] {
    [
      File(name: "policy.yaml", text: policy),
      File(
        name: "environments/dev.yaml", text: environment("dev", digit: "1", host: "login.dev.example.com")),
      File(
        name: "environments/staging.yaml",
        text: environment("staging", digit: "2", host: "login.staging.example.com")),
      File(name: "environments/prod.yaml", text: environment("prod", digit: "3", host: "login.example.com")),
      File(name: "tests/routing.yaml", text: tests),
    ]
  }

  private var policy: String {
    """
    # Who signs in, when a second factor is asked for, by which channel, and where.
    # `postern check` explains every complaint; `postern explain` shows one sign-in step by step.
    policy: \(name)
    language: 1
    description: A starter policy

    # Where people sign in. `!secret` names a secret; its value never stands in a policy.
    identityProviders:
      google:
        kind: google
        clientId: ${google_client_id}           # a variable: each environment gives its own value
        clientSecret: !secret google-client-secret
        callbackUrl: https://${api_host}/sso/google

    # Names this policy uses, and the ids of those objects in the IDaaS instance.
    directory:
      applications:
        wiki: ${app_wiki}
      groups:
        admins: ${group_admins}
        break-glass-admins: ${group_break_glass}
      networkZones:
        office: { cidrs: [203.0.113.0/24] }
      # These people get in even when everything else is broken; they are asked for a security key.
      breakGlass: { groups: [break-glass-admins], use: [webauthn] }

    # Twilio Verify: one service, and how its channels are used. Naming a channel is what enables it.
    verifyServices:
      default:
        friendlyName: Starter                   # stands in the message
        lookup: true

    channels:
      sms:  { service: default, wait: 60s, lineTypes: [mobile, fixed_line_or_mobile] }
      call: { service: default, wait: 60s, lineTypes: [mobile, fixed_line, fixed_line_or_mobile] }

    # Codes go to the countries you list. A country you do not list cannot cost you money.
    countries:
      sets:
        launch: [US, CA, GB, DE, FR, SG]
      rules:
        - countries: launch
          mode: allow
      otherwise: block

    # The first rule that matches decides.
    routing:
      rules:
        - name: strong-factors
          when: { group: admins }
          use: [webauthn, totp]
          because: People with power never depend on a phone.
        - name: office-wiki
          when: { networkZone: office, application: wiki }
          skip: true
        - name: numbers-without-codes           # toll-free, premium rate, pagers and the like
          when: { lineType: { not: [mobile, fixed_line, fixed_line_or_mobile] } }
          deny: This kind of number cannot receive codes.
      otherwise:
        send: [sms, call]

    # Counted by the bridge before each send.
    limits:
      per-number: { key: number, buckets: [5 per 10m, 20 per 24h] }
      per-ip:     { key: ip, buckets: [30 per 10m], twilio: true }

    # Where IDaaS calls after the primary login.
    webhook:
      url: https://${api_host}/idaas/2fa-trigger
      signing: { secrets: [!secret idaas-webhook] }

    """
  }

  private func environment(_ environment: String, digit: String, host: String) -> String {
    """
    # What only \(environment) has: its IDaaS instance, its Twilio account, the values of variables.
    environment: \(environment)
    idaas: { region: ap-southeast-1, instance: idaas_example_\(environment) }
    twilio:
      account: AC0000000000000000000000000000000\(digit)
      apiKey: SK0000000000000000000000000000000\(digit)
      apiSecret: !secret twilio-api-secret
      services: { default: VA0000000000000000000000000000000\(digit) }
    variables:
      api_host: \(host)
      google_client_id: example-\(environment).apps.googleusercontent.com
      app_wiki: app_wiki_\(environment)
      group_admins: group_admins_\(environment)
      group_break_glass: group_break_glass_\(environment)

    """
  }

  private var tests: String {
    """
    # What must stay true whoever edits the policy.
    tests:
      - name: a German mobile gets an SMS, then a call
        given:  { phone: "+4915112345678", identityProvider: google }
        expect: { send: [sms, call] }
      - name: a landline is called, since it cannot read an SMS
        given:  { phone: "+493012345678" }
        expect: { send: [call] }
      - name: a number without codes is told so
        given:  { phone: "+18005550100" }
        expect: { deny: true, rule: numbers-without-codes }
      - name: an admin is never texted
        given:  { phone: "+4915112345678", groups: [admins] }
        expect: { use: [webauthn, totp], rule: strong-factors }
      - name: people for emergencies get in by security key, also from a blocked country
        given:  { phone: "+5511987654321", groups: [break-glass-admins] }
        expect: { use: [webauthn], rule: break-glass }
      - name: the wiki is open in the office
        given:  { application: wiki, networkZones: [office] }
        expect: { skip: true, rule: office-wiki }
      - name: the wiki is not open elsewhere
        given:  { phone: "+4915112345678", application: wiki }
        expect: { send: [sms, call] }
      - name: a country that is not listed gets nothing
        given:  { phone: "+5511987654321" }
        expect: { deny: true, reason: country-blocked }

    """
  }
}
