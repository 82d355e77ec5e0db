"""Looks at the pages of `postern report` and `postern diff` in a real browser.

report_pages.py <postern> <folder for screenshots> [chromium]

Each page is opened from its file, with scripts forbidden, light and dark, narrow and wide. Closes with the line
`N passed, N failed`.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

POSTERN, FOLDER = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
CHROMIUM = sys.argv[3] if len(sys.argv) > 3 else shutil.which("chromium") or shutil.which("google-chrome")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = [(320, "light"), (1280, "dark"), (320, "dark"), (1280, "light")]


def write(folder):
    """The pages: of every shipped policy, of changes of all kinds, and with weights. (name, path, maps)"""
    changed = folder / "changed" / "acme-workforce"
    shutil.copytree("policies/acme-workforce", changed)
    policy = changed / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    old = "  otherwise:\n    send: [sms, call]\n"
    if old not in text:
        raise SystemExit("policies/acme-workforce does not end with the plan that this script changes")
    policy.write_text(text.replace(old, "  otherwise:\n    skip: true\n"), encoding="utf-8")
    small = folder / "small" / "global-consumer"
    shutil.copytree("policies/global-consumer", small)
    text, first = (small / "policy.yaml").read_text(encoding="utf-8"), "    - name: mainland-china\n"
    rule = "    - name: small\n      when: { country: [SG, MT, LU, BB, DM, FR, KE] }\n      skip: true\n"
    if first not in text:
        raise SystemExit("policies/global-consumer has not the rule before which this script puts one")
    (small / "policy.yaml").write_text(text.replace(first, rule + first), encoding="utf-8")
    traffic, prices = folder / "traffic.csv", folder / "prices.csv"
    traffic.write_text("country,logins\nDE,100000\nUS,20000\nSG,5\n", encoding="utf-8")
    prices.write_text("country,channel,price\nDE,sms,0.08\nUS,sms,0.01\n", encoding="utf-8")
    weighed = ["--traffic", str(traffic), "--prices", str(prices)]
    acme = "policies/acme-workforce"
    runs = [
        (f"report-{name}", ["report", f"policies/{name}", "--env", "prod"], 1)
        for name in ("quickstart", "acme-workforce", "global-consumer")
    ] + [
        ("report-weighed", ["report", acme, "--env", "prod", *weighed], 1),
        ("diff-loosened", ["diff", acme, str(changed), "--env", "prod", "--format", "html", *weighed], 2),
        (
            "diff-small",
            ["diff", "policies/global-consumer", str(small), "--env", "prod", "--format", "html"], 2,
        ),
        ("diff-environments", ["diff", acme, "--env", "staging..prod", "--format", "html"], None),
        ("diff-nothing", ["diff", acme, acme, "--format", "html"], 0),
    ]
    for name, arguments, maps in runs:
        page = subprocess.run([POSTERN, *arguments], capture_output=True, text=True)
        if not page.stdout.startswith("<!DOCTYPE html>"):
            raise SystemExit(f"{' '.join(arguments)} wrote no page: {page.stderr}")
        path = folder / f"{name}.html"
        path.write_text(page.stdout, encoding="utf-8")
        yield name, path, maps


def check_boxes(page):
    """What scrolls can be reached with the keyboard, and has a name that no other has."""
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.scroll')].map((b) => [b.tabIndex, b.getAttribute('role'),
          b.getAttribute('aria-label')])"""
    )
    assert all(box[:2] == [0, "region"] and box[2] for box in boxes), boxes
    assert len({box[2] for box in boxes}) == len(boxes), f"names twice: {boxes}"


def check_map(page, map, number):
    """One map: seen whole, passed with a key, enlarged with a key and then scrolled with a key."""
    box, zoom = map.locator("xpath=.."), map.locator("xpath=../../input")
    width = "(b) => [b.scrollWidth, b.clientWidth]"
    whole, room = box.evaluate(width)
    assert whole <= room, f"map {number} shows {room} of {whole} pixels of the world"
    # The link past the map: it comes first, shows itself, and what is reached behind it is no country.
    jump = map.locator("xpath=../../a")
    jump.focus()
    assert jump.bounding_box()["x"] >= 0, "the link past the map does not show itself"
    target = jump.get_attribute("href")[1:]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("(id) => !document.activeElement.closest('svg') && document.activeElement !== document.body"
                         " && !!(document.getElementById(id).compareDocumentPosition(document.activeElement)"
                         " & Node.DOCUMENT_POSITION_FOLLOWING || document.activeElement.id === id)", target), \
        "the link past the map leads back to it"
    # From the link on: the switch, the box, the countries.
    jump.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "zoom", "the switch does not follow the link"
    page.keyboard.press("Space")
    whole, room = box.evaluate(width)
    assert whole >= 1200 and whole > room, f"enlarged, the map has {whole} pixels in {room}"
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"enlarged, the page scrolls sideways by {over}"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(b) => b.scrollLeft > 0", arg=box.element_handle(), timeout=60_000)
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('svg.map a')"), "no country follows the box"
    zoom.uncheck()
    # What changes is told from what does not by size and form.
    sizes = map.evaluate(
        """(m) => { const s = (q) => [...m.querySelectorAll(q)].map((d) => d.getBoundingClientRect().width);
          return [s('.marked path.dot'), s('a:not(.marked) circle.dot'), s('.marked circle, a:not(.marked) path.dot')] }"""
    )
    assert sizes[1] and not sizes[2], f"dots of a wrong form: {sizes[2]}"
    if sizes[0]:
        assert min(sizes[0]) >= 6 and min(sizes[0]) >= 2 * max(sizes[1]), f"changed {min(sizes[0])}, others {max(sizes[1])}"
    return len(sizes[0])


def look(browser, name, path, maps, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="en-GB")
    faults = []
    context.on("console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None)
    context.on("request", lambda request: faults.append(f"asks for {request.url}") if request.url != url else None)
    url = path.resolve().as_uri()
    page = context.new_page()
    try:
        page.goto(url)
        assert not faults, faults
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"scrolls sideways by {over}"
        seen = page.locator("figure svg").count()
        assert maps is None or seen == maps, f"{seen} maps, not {maps}"
        lost = page.evaluate(
            """() => [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1))
              .filter((id) => !document.getElementById(id))"""
        )
        assert not lost, f"links to nowhere: {lost[:5]}"
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('svg a')].filter((a) => !a.getAttribute('aria-label')
              && !a.querySelector('title')).length"""
        )
        assert unnamed == 0, f"{unnamed} countries have no name"
        check_boxes(page)
        drawn = page.locator("svg.map")
        dots = [check_map(page, drawn.nth(number), number) for number in range(seen)]
        assert name != "diff-small" or dots == [5, 5], f"changed dots: {dots}"
        page.goto(url)
        # What scrolls, and every country, can be reached with the keyboard.
        page.keyboard.press("Tab")
        if seen or page.locator("[tabindex='0']").count():
            assert page.evaluate("document.activeElement !== document.body"), "the keyboard reaches nothing"
        faults.clear()
        context.set_offline(True)
        # The page's own policy forbids scripts; the check is injected past it.
        if (width, scheme) in LOOKS[:2]:
            found = Axe().run(page, options=RULES).response["violations"]
            violations = [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
            assert not violations, violations
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
    finally:
        context.close()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, path, maps in write(pathlib.Path(folder)):
            for width, scheme in LOOKS:
                try:
                    look(browser, name, path, maps, width, scheme)
                    passed += 1
                except Exception:
                    failed += 1
                    print(f"FAIL {name}, {width} px, {scheme}", flush=True)
                    traceback.print_exc()
        browser.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
