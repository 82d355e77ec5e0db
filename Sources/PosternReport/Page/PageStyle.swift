/// The style of every page: light and dark, from 320 pixels on, at most the text's own fonts.
enum PageStyle {
  /// As it stands in the page: its hash is in the page's policy.
  static let text = """

    :root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--raised:#f6f8fa;
    --link:#0b57d0;--sea:#eef3f8;--coast:#fff;--lines:#fff;--nobody:#dfe3e8;--blocked:#c3c9d1;
    --s1:#2166ac;--s2:#1b7f6b;--s3:#7a5195;--s4:#a65e00;--s5:#4d6b2f;--s6:#b3446c;--s7:#5b6470;
    --use:#3d4a9a;--skip:#c0261c;--deny:#6e5a52;--none:#7f7f7f;--focus:#b35900}
    @media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--soft:#9aa7b4;--line:#30363d;
    --raised:#161b22;--link:#8ab4f8;--sea:#131a23;--coast:#0d1117;--lines:#0d1117;--nobody:#21262d;--blocked:#3d444d;
    --s1:#6cb2f0;--s2:#56c9ae;--s3:#c39be0;--s4:#f0a54a;--s5:#a3c66f;--s6:#f08cb0;--s7:#aab4c0;
    --use:#9aa8f5;--skip:#ff7b72;--deny:#c9a99b;--none:#a0a0a0;--focus:#ffb454}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:90rem;padding:1rem clamp(.75rem,3vw,2.5rem) 3rem;background:var(--paper);color:var(--ink);
    font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
    h1{font-size:clamp(1.4rem,4vw,2rem);line-height:1.2;margin:.5rem 0}
    h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.5rem 0 .5rem}
    p{max-width:75ch;margin:.5rem 0}.soft{color:var(--soft)}
    a{color:var(--link)}
    :focus-visible{outline:3px solid var(--focus);outline-offset:2px}
    .jump{position:absolute;left:-100vw;background:var(--paper);padding:.5rem}.jump:focus{left:.5rem;z-index:1}
    .beside{display:grid;gap:1rem 1.5rem;align-items:start}
    .beside>*{min-width:0}
    .pair{margin:0 0 1rem}
    @media (min-width:60rem){.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}.pair>*{min-width:0}}
    @media (min-width:70rem){.beside{grid-template-columns:minmax(0,3fr) minmax(20rem,2fr)}}
    figure{margin:0}figcaption{font-size:.875rem;color:var(--soft);margin:.25rem 0}
    .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
    .patterns{position:absolute;width:0;height:0}
    .map{display:block;width:100%;height:auto;background:var(--sea)}
    .zoom{width:1.5rem;height:1.5rem;margin:.25rem .4rem .25rem 0;vertical-align:middle;accent-color:var(--link)}
    .zoom+label{font-size:.875rem}
    .zoom:checked~.scroll>.map{width:200%;min-width:80rem}
    .map .dot{transform-box:fill-box;transform-origin:center}
    @media (max-width:40rem){.zoom:not(:checked)~.scroll .dot{transform:scale(1.7)}
    .zoom:not(:checked)~.scroll .marked .dot{transform:scale(1.4)}}
    .map a,.map g{stroke:var(--coast);stroke-width:2}
    .map a:focus{outline:none}
    .map a:hover{opacity:.8}
    .map .marked{stroke:var(--ink);stroke-width:6}
    .map a:focus-visible{stroke:var(--focus);stroke-width:12}
    .m-nobody{fill:var(--nobody)}.m-blocked{fill:var(--blocked)}
    .m-send1{fill:var(--s1)}.m-send2{fill:url(#k-send2)}.m-send3{fill:url(#k-send3)}.m-send4{fill:url(#k-send4)}
    .m-send5{fill:url(#k-send5)}.m-send6{fill:url(#k-send6)}.m-send7{fill:url(#k-send7)}
    .m-use{fill:url(#k-use)}.m-skip{fill:url(#k-skip)}.m-deny{fill:url(#k-deny)}.m-none{fill:url(#k-none)}
    .lines{fill:none;stroke:var(--lines);stroke-width:1.6}
    #k-send2 .ground{fill:var(--s2)}#k-send3 .ground{fill:var(--s3)}#k-send4 .ground{fill:var(--s4)}
    #k-send5 .ground{fill:var(--s5)}#k-send6 .ground{fill:var(--s6)}#k-send7 .ground{fill:var(--s7)}
    #k-use .ground{fill:var(--use)}#k-skip .ground{fill:var(--skip)}#k-deny .ground{fill:var(--deny)}
    #k-none .ground{fill:var(--none)}
    .swatch{width:2.25rem;height:1.3rem;vertical-align:middle;border:1px solid var(--line);border-radius:3px}
    table{border-collapse:collapse;width:100%;font-size:.9375rem}
    caption{text-align:left;font-size:.875rem;color:var(--soft);padding:.5rem .6rem}
    th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-top:1px solid var(--line)}
    thead th{background:var(--raised);border-top:0}
    tbody th{font-weight:600}
    td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    tr:target{background:var(--raised);outline:2px solid var(--focus);outline-offset:-2px}
    .letter{white-space:nowrap}.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}
    td ul{margin:0;padding-left:1.1rem}
    .wide{min-width:48rem}
    .worse{color:var(--skip);font-weight:600}.better{color:var(--s2);font-weight:600}
    footer{margin-top:2.5rem;border-top:1px solid var(--line);font-size:.875rem;color:var(--soft)}
    @media (forced-colors:active){.map,.swatch,.patterns{forced-color-adjust:none}}
    @media print{.scroll{overflow:visible}.zoom,.zoom+label{display:none}
    .zoom:checked~.scroll>.map{width:100%;min-width:0}}

    """
}
