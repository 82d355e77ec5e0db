#if Server
extension PageStylesheet {
  static let rules = """
    *, *::before, *::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; min-height: 100vh; min-height: 100dvh; background: var(--surface); color: var(--ink);
      font: 400 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic",
        "Noto Sans Devanagari", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
      display: flex; flex-direction: column; overflow-wrap: anywhere;
    }
    .page {
      width: 100%; max-width: 28rem; margin: 0 auto; padding: 1.25rem 1.25rem 1.5rem; flex: 1;
      display: flex; flex-direction: column;
    }
    .brand {
      display: flex; align-items: center; gap: .625rem; margin-block-end: 1.75rem; font-weight: 600;
    }
    .monogram {
      flex: none; width: 2rem; height: 2rem; border-radius: .5rem; display: grid; place-items: center;
      background: var(--fill); color: var(--on-fill); font-size: 1rem; font-weight: 600; line-height: 1;
      border: .0625rem solid var(--fill-edge);
    }
    main { flex: 1; }
    h1 {
      margin: 0 0 .625rem; font-size: 1.625rem; line-height: 1.25; font-weight: 650;
      letter-spacing: -.012em; text-wrap: balance;
    }
    h1:focus { outline: none; }
    h2 { margin: 0; font-size: 1rem; line-height: 1.4; font-weight: 600; }
    p { margin: 0; }
    :lang(zh) h1, :lang(ar) h1, :lang(hi) h1 { letter-spacing: 0; }
    :lang(ar), :lang(hi) { line-height: 1.7; }
    .lead { color: var(--quiet); }
    .destination { color: var(--ink); font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .long { white-space: normal; }
    a { color: var(--accent); text-underline-offset: .2em; }
    a:hover { text-decoration-thickness: .125em; }
    :focus-visible { outline: .1875rem solid var(--accent); outline-offset: .125rem; border-radius: .25rem; }

    .problem {
      margin-block-end: 1.5rem; padding: .875rem 1rem; border-radius: .625rem; background: var(--bad-wash);
      border: 1px solid var(--bad); border-inline-start-width: .3125rem;
    }
    .problem h2 { color: var(--bad); margin-block-end: .125rem; }
    .problem a { color: inherit; }
    .done {
      margin-block-end: 1.5rem; padding: .75rem 1rem; border-radius: .625rem; background: var(--good-wash);
      color: var(--good); border: 1px solid currentColor;
    }

    .code { margin-block-start: 1.5rem; }
    label { display: block; font-weight: 600; margin-block-end: .375rem; }
    .hint { color: var(--quiet); font-size: .9375rem; margin-block-start: .5rem; }
    .error { color: var(--bad); font-weight: 600; font-size: .9375rem; margin-block-end: .5rem; }
    .js-only { display: none; }
    .js .js-only { display: block; }
    input.digits {
      display: block; width: 100%; min-height: 3.75rem; padding: .5rem .25rem; border-radius: .75rem;
      border: .09375rem solid var(--edge); background: var(--field); color: var(--ink);
      font: 600 1.75rem/1.2 ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "Noto Sans Mono", monospace;
      letter-spacing: .28em; text-indent: .28em; text-align: center; font-variant-numeric: tabular-nums;
    }
    input.digits:focus {
      outline: .1875rem solid var(--accent); outline-offset: 0; border-color: var(--accent);
    }
    input.digits[aria-invalid="true"] { border-color: var(--bad); }

    button {
      font: inherit; font-weight: 600; min-height: 3rem; padding: .625rem 1.25rem; border-radius: .75rem;
      border: .09375rem solid transparent; cursor: pointer; text-align: center;
    }
    .primary {
      display: block; width: 100%; margin-block-start: 1rem; background: var(--fill); color: var(--on-fill);
      border-color: var(--fill-edge);
    }
    .primary:hover { background: var(--fill-hover); }
    .secondary { width: 100%; background: transparent; color: var(--ink); border-color: var(--edge); }
    .secondary:hover { border-color: var(--ink); background: var(--page); }
    .danger { width: 100%; background: transparent; color: var(--bad); border-color: currentColor; }
    .danger:hover { background: var(--bad-wash); }
    button:disabled { color: var(--quiet); border-color: var(--line); background: transparent; cursor: not-allowed; }
    button[aria-disabled="true"] { opacity: .75; cursor: progress; }

    section { margin-block-start: 1.75rem; padding-block-start: 1.5rem; border-block-start: 1px solid var(--line); }
    .again p { margin-block-start: .25rem; color: var(--quiet); }
    .choices { display: grid; gap: .625rem; margin-block-start: .875rem; }
    .clock { font-variant-numeric: tabular-nums; font-weight: 600; color: var(--ink); }
    dl { margin: .625rem 0 0; display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; font-size: .9375rem; }
    dt { color: var(--quiet); }
    dd { margin: 0; text-align: end; }
    details { margin-block-start: 1rem; }
    summary {
      display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; cursor: pointer; font-weight: 600;
      color: var(--accent); list-style: none; padding-inline: .375rem; margin-inline: -.375rem;
    }
    summary::-webkit-details-marker { display: none; }
    summary::before {
      content: ""; width: .4375rem; height: .4375rem; border: solid currentColor; border-width: 0 .125rem .125rem 0;
      transform: rotate(45deg) translate(-.0625rem, -.0625rem); transition: transform .15s;
    }
    details[open] summary::before { transform: rotate(225deg) translate(-.125rem, -.125rem); }
    details p { color: var(--quiet); margin-block-end: .875rem; }

    .badge {
      width: 3rem; height: 3rem; border-radius: 50%; margin-block-end: 1.25rem; display: grid; place-items: center;
      font-size: 1.5rem; font-weight: 700; line-height: 1; background: var(--bad-wash); color: var(--bad);
    }
    .badge.good { background: var(--good-wash); color: var(--good); }
    .badge.good::before {
      content: ""; width: .625rem; height: 1.125rem; border: solid currentColor; border-width: 0 .1875rem .1875rem 0;
      transform: rotate(45deg) translate(-.0625rem, -.0625rem);
    }
    .badge.plain { background: var(--page); color: var(--quiet); }
    .badge.bad::before, .badge.plain::before { content: "!"; }
    .badge.turning { background: none; }
    .badge.turning::before {
      content: ""; width: 2.5rem; height: 2.5rem; border-radius: 50%; border: .25rem solid var(--line);
      border-block-start-color: var(--accent); animation: turn 1s linear infinite;
    }
    @keyframes turn { to { transform: rotate(1turn); } }
    .message { color: var(--ink); }
    .onward { margin-block-start: 1.75rem; }
    .button {
      display: block; min-height: 3rem; padding: .625rem 1.25rem; border-radius: .75rem; text-align: center;
      border: .09375rem solid var(--fill-edge);
      background: var(--fill); color: var(--on-fill); font-weight: 600; text-decoration: none;
    }
    .button:hover { background: var(--fill-hover); }

    footer ul {
      list-style: none; margin: 2rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.5rem; font-size: .9375rem;
    }
    footer a { display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--quiet); }
    footer a:hover { color: var(--ink); }
    .unseen {
      position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }

    @media (min-width: 34rem) {
      body { background: var(--page); }
      .page { max-width: 31rem; padding-block: 3.5rem 2rem; }
      .brand { margin-block-end: 1.25rem; padding-inline: .25rem; }
      main {
        flex: none; background: var(--surface); border: 1px solid var(--line); border-radius: 1.25rem; padding: 2.25rem;
        box-shadow: var(--shadow);
      }
      footer ul { margin-block-start: 1rem; padding-inline: .25rem; }
    }
    @media (max-width: 22rem) {
      .page { padding-inline: 1rem; }
      input.digits { letter-spacing: .14em; text-indent: .14em; font-size: 1.5rem; }
    }
    @media (prefers-reduced-motion: reduce) {
      .badge.turning::before { animation: none; }
      summary::before { transition: none; }
    }
    @media (prefers-contrast: more) {
      :root { --quiet: var(--ink); --line: var(--edge); }
    }
    @media (forced-colors: active) {
      .primary, .secondary, .danger, .button, .monogram { border: 1px solid ButtonText; }
      .badge.good::before, summary::before { border-color: currentColor; }
    }

    """
}
#endif
