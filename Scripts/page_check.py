"""Drives the hosted page in a real browser: page_check.py <page-preview> <folder for screenshots> [chromium]

The page is served over scripted challenges; every case opens its own. Closes with the line `N passed, N failed`.
"""

import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import traceback
import urllib.parse
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

PREVIEW, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
CHROMIUM = sys.argv[3] if len(sys.argv) > 3 else shutil.which("chromium") or shutil.which("google-chrome")
LANGUAGES = ["en", "zh", "es", "pt", "de", "fr", "ar", "hi"]
STATES = {
    "enter": "",
    "enter-open": "opens=0",
    "last-send": "sends=0&next=none",
    "call": "channel=call&next=email",
    "email": "channel=email&next=whatsapp&destination=" + urllib.parse.quote("j••••••••@department.example.com"),
    "sending": "phase=sending",
    "approved": "phase=approved",
    "approved-return": "phase=approved&return=1",
    "rule": "reason=rule&message=" + urllib.parse.quote("Contractors sign in at the front desk only."),
    "expired": "reason=expired",
    "exhausted": "reason=exhausted&return=1",
    "superseded": "reason=superseded&return=1",
}
CASES = []
expect.set_options(timeout=15_000)


def case(function):
    CASES.append(function)
    return function


class Lab:
    def __init__(self, browser, port):
        self.browser, self.base, self.faults = browser, f"http://127.0.0.1:{port}", []
        self.contexts = []

    def ask(self, path):
        with urllib.request.urlopen(self.base + path, timeout=10) as answer:
            return json.load(answer)

    def new(self, query=""):
        made = self.ask(f"/preview/new?{query}")
        return made["id"], self.base + made["link"]

    def set(self, challenge, query):
        self.ask(f"/preview/set?id={challenge}&{query}")

    def calls(self, challenge):
        return self.ask(f"/preview/calls?id={challenge}")

    def context(self, **options):
        options = {"viewport": {"width": 1000, "height": 900}, "locale": "en-GB"} | options
        context = self.browser.new_context(**options)
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("console", self.heard)
        self.contexts.append(context)
        return context

    def heard(self, message):
        # A page that answers 404 or 429 on purpose is logged by the browser too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def open(self, query="", **options):
        challenge, link = self.new(query)
        page = self.context(**options).new_page()
        page.goto(link)
        return challenge, page

    def shot(self, page, name):
        page.screenshot(path=FOLDER / f"{name}.png", full_page=True)

    def close(self):
        for context in self.contexts:
            context.close()
        self.contexts = []
        faults, self.faults = self.faults, []
        assert not faults, faults


def field(page):
    return page.locator("#code")


def heading(page, text):
    expect(page.locator("h1")).to_have_text(text)


def type_code(page, text, **options):
    # A busy machine may show the page before it has given the field the focus.
    expect(field(page)).to_be_focused()
    page.keyboard.type(text, **options)


def paste(page, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field(page).focus()
    page.keyboard.press("Control+V")


def axe(page, name):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    violations = [
        f"{v['id']}: {[n['html'][:160] for n in v['nodes']]}" for v in found.response["violations"]
    ]
    assert not violations, f"{name}: {violations}"


@case
def typing_the_code_returns_with_a_result(lab):
    challenge, page = lab.open("return=1")
    type_code(page, "123456", delay=20)
    assert lab.calls(challenge) == [], "a typed code went by itself"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^http://localhost:\d+/preview/return\?app=1&result=result-1$"))


@case
def the_address_shows_no_token(lab):
    _, link = lab.new()
    page = lab.context().new_page()
    page.goto(link)
    assert link.rsplit("/", 1)[1] not in page.url and "/challenge/c/" in page.url
    cookie = page.context.cookies()[0]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["path"] == "/"
    assert page.evaluate("document.cookie") == ""


@case
def pasting_the_code_submits_it(lab):
    for text in ["123456", "123 456", "Your Acme code is 123456. Do not share it with anyone (+1 555 0100)."]:
        challenge, page = lab.open(permissions=["clipboard-read", "clipboard-write"])
        paste(page, text)
        heading(page, "You’re verified")
        assert lab.calls(challenge) == ["submit"], lab.calls(challenge)
    lab.shot(page, "pasted")


@case
def a_pasted_code_after_an_error_waits(lab):
    challenge, page = lab.open(permissions=["clipboard-read", "clipboard-write"])
    paste(page, "000000")
    expect(page.locator(".problem")).to_be_visible()
    paste(page, "111111")
    page.wait_for_timeout(400)
    assert lab.calls(challenge) == ["submit"], lab.calls(challenge)


@case
def other_scripts_digits_are_taken(lab):
    _, page = lab.open("locale=ar")
    field(page).fill("١٢٣٤٥٦")
    page.keyboard.press("Enter")
    heading(page, "تم التحقق")


@case
def a_wrong_code_is_said(lab):
    challenge, page = lab.open()
    type_code(page, "000000")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("That code isn’t right")
    expect(page).to_have_title("Error: Enter your code – Acme")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#code-hint")).to_contain_text("Attempts left: 4")
    assert field(page).input_value() == ""
    lab.shot(page, "wrong-code")
    axe(page, "wrong code")
    page.reload()
    expect(page.locator(".problem")).to_have_count(0)
    type_code(page, "123456")
    page.keyboard.press("Enter")
    heading(page, "You’re verified")


@case
def an_incomplete_code_costs_nothing(lab):
    challenge, page = lab.open()
    for typed in ["", "123"]:
        field(page).fill(typed)
        page.get_by_role("button", name="Continue").click()
        expect(page.locator("#code-error")).to_have_text("Enter all 6 digits of the code.")
        expect(field(page)).to_be_focused()
    lab.shot(page, "incomplete")
    axe(page, "incomplete")
    assert lab.calls(challenge) == []


@case
def five_wrong_codes_end_it(lab):
    _, page = lab.open()
    for left in range(4, -1, -1):
        type_code(page, "000000")
        page.keyboard.press("Enter")
        if left:
            expect(page.locator("#code-hint")).to_contain_text(f"Attempts left: {left}")
    heading(page, "No attempts left")


@case
def what_ends_elsewhere_is_shown(lab):
    for reason, title in [("expired", "Your code has expired"), ("superseded", "This sign-in was stopped")]:
        challenge, page = lab.open()
        type_code(page, "12")
        lab.set(challenge, f"reason={reason}")
        heading(page, title)
        expect(page.locator("h1")).to_be_focused()
        expect(page.locator("#said")).to_have_text(title)


@case
def sending_becomes_the_field(lab):
    challenge, page = lab.open("phase=sending")
    heading(page, "Sending your code")
    lab.set(challenge, "phase=enter")
    heading(page, "Enter your code")
    expect(field(page)).to_be_focused()
    expect(page).to_have_title("Enter your code – Acme")
    type_code(page, "123456")
    page.keyboard.press("Enter")
    heading(page, "You’re verified")


@case
def what_was_typed_outlives_a_change(lab):
    challenge, page = lab.open()
    type_code(page, "12")
    lab.set(challenge, "channel=call&next=none&attempts=3")
    expect(page.locator("#code-hint")).to_contain_text("Attempts left: 3")
    expect(page.locator(".lead")).to_contain_text("We are calling")
    assert field(page).input_value() == "12"
    expect(field(page)).to_be_focused()


@case
def resend_opens_after_its_countdown(lab):
    challenge, page = lab.open("opens=3&wait=30")
    resend = page.get_by_role("button", name="Send a new text message")
    expect(resend).to_be_disabled()
    expect(page.locator(".clock")).to_have_text(re.compile("0:0[123]"))
    expect(resend).to_be_enabled()
    expect(page.locator("#said")).to_have_text("You can ask for another code now.")
    lab.shot(page, "resend-open")
    resend.click()
    expect(page.locator(".done")).to_have_text("A new code has been requested.")
    expect(page.locator(".clock")).to_have_text(re.compile("0:[23]"))
    expect(resend).to_be_disabled()
    lab.shot(page, "resent")
    axe(page, "resent")
    assert lab.calls(challenge) == ["resend"]


@case
def the_next_channel_is_the_last(lab):
    challenge, page = lab.open("opens=0")
    page.get_by_role("button", name="Call me instead").click()
    expect(page.locator(".lead")).to_contain_text("We are calling")
    expect(page.locator("#next")).to_have_count(0)
    expect(page.get_by_role("button", name="Call me again")).to_be_disabled()
    assert lab.calls(challenge) == ["next"]


@case
def a_limit_is_said(lab):
    challenge, page = lab.open("opens=0&refuse=limited")
    page.get_by_role("button", name="Send a new text message").click()
    expect(page.locator(".problem")).to_contain_text("Too many codes")
    assert page.url.rstrip("/").endswith(page.locator("main").get_attribute("data-path")), page.url
    lab.shot(page, "limited")
    axe(page, "limited")
    field(page).fill("123456")
    page.keyboard.press("Enter")
    heading(page, "You’re verified")


@case
def trouble_on_our_side_is_said(lab):
    challenge, page = lab.open("refuse=unavailable")
    type_code(page, "123456")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("didn’t work on our side")
    # The browser sends the form again.
    page.reload()
    heading(page, "You’re verified")


@case
def this_was_not_me(lab):
    challenge, page = lab.open("return=1")
    page.locator("#not-me-summary").click()
    lab.shot(page, "not-me")
    axe(page, "not me")
    page.get_by_role("button", name="Stop this sign-in").click()
    heading(page, "This sign-in was stopped")
    assert lab.calls(challenge) == ["not-me"]
    page.get_by_role("button", name="Back to sign-in").click()
    page.wait_for_url(re.compile("localhost.*result=result-1"))


@case
def back_and_reload_never_send_again(lab):
    challenge, page = lab.open("return=1")
    type_code(page, "123456")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("localhost"))
    page.go_back()
    heading(page, "You’re verified")
    page.reload()
    heading(page, "You’re verified")
    assert lab.calls(challenge) == ["submit", "result"], lab.calls(challenge)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(re.compile("result=result-2"))


@case
def the_link_opens_in_one_browser(lab):
    _, link = lab.new()
    page = lab.context().new_page()
    page.goto(link)
    second = page.context.new_page()
    second.goto(link)
    heading(second, "Enter your code")
    other = lab.context().new_page()
    assert other.goto(link).status == 404
    heading(other, "This page can’t be opened here")
    lab.shot(other, "elsewhere")
    axe(other, "elsewhere")
    assert other.goto(page.url).status == 404


@case
def a_double_submit_is_one(lab):
    challenge, page = lab.open("check=1000")
    type_code(page, "123456")
    label = page.evaluate(
        """() => {
          const button = document.querySelector('.primary');
          button.click();
          button.click();
          button.form.requestSubmit();
          return `${button.textContent} ${button.getAttribute('aria-disabled')}`;
        }"""
    )
    assert label == "Checking… true", label
    heading(page, "You’re verified")
    assert lab.calls(challenge) == ["submit"], lab.calls(challenge)


@case
def two_tabs_agree(lab):
    challenge, page = lab.open()
    other = page.context.new_page()
    other.goto(page.url)
    field(other).fill("123456")
    other.keyboard.press("Enter")
    heading(other, "You’re verified")
    page.bring_to_front()
    heading(page, "You’re verified")


@case
def without_a_script(lab):
    plain = {"java_script_enabled": False}
    challenge, page = lab.open("phase=sending", **plain)
    lab.set(challenge, "phase=enter")
    heading(page, "Enter your code")
    expect(page.locator(".js-only")).to_be_hidden()
    field(page).fill("000000")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".problem")).to_contain_text("That code isn’t right")
    lab.shot(page, "no-script-wrong")
    page.get_by_role("button", name="Send a new text message").click()
    expect(page.locator(".problem")).to_contain_text("too early")
    lab.shot(page, "no-script-early")
    page.get_by_role("link", name="Get help").wait_for()
    field(page).fill("12 34 56")
    page.get_by_role("button", name="Continue").click()
    heading(page, "You’re verified")
    challenge, page = lab.open("return=1", **plain)
    page.locator("#not-me-summary").click()
    page.get_by_role("button", name="Stop this sign-in").click()
    page.get_by_role("button", name="Back to sign-in").click()
    page.wait_for_url(re.compile("localhost.*result="))


@case
def keyboard_alone_reaches_everything(lab):
    challenge, page = lab.open("opens=0")
    seen = []
    for _ in range(12):
        name = page.evaluate(
            "() => { const e = document.activeElement; return e === document.body ? 'body' : e.id || e.textContent.trim(); }"
        )
        seen.append(name)
        if name not in ("body",):
            outline = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + parseFloat(s.outlineWidth); }"
            )
            assert outline.startswith("solid") and float(outline[5:]) >= 2, f"{name}: {outline}"
        page.keyboard.press("Tab")
    order = ["code", "Continue", "resend", "next", "not-me-summary", "Get help", "Privacy"]
    assert [name for name in seen if name != "body"][: len(order)] == order, seen
    page.locator("#not-me-summary").focus()
    lab.shot(page, "keyboard-focus")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading(page, "This sign-in was stopped")
    assert lab.calls(challenge) == ["not-me"]


@case
def texts_from_outside_stay_texts(lab):
    evil = urllib.parse.quote("<img src=x onerror=alert(1)>\"'><script>alert(2)</script>\u202e")
    _, page = lab.open(f"application={evil}&from={evil}")
    page.on("dialog", lambda dialog: lab.faults.append("a dialog"))
    page.wait_for_timeout(300)
    expect(page.locator("main img, main script")).to_have_count(0)
    lab.shot(page, "texts-from-outside")
    _, page = lab.open(f"reason=rule&message={evil}")
    expect(page.locator("main img, main script")).to_have_count(0)


@case
def every_state_is_accessible_and_fits(lab):
    for language in LANGUAGES:
        for width, scheme in [(320, "light"), (390, "dark"), (1000, "dark")]:
            context = lab.context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for state, query in STATES.items():
                if width == 390 and state != "enter" or width == 1000 and language != "en" and state != "rule":
                    continue
                name = f"{state}-{language}-{width}-{scheme}"
                page = context.new_page()
                page.goto(lab.new(f"{query}&locale={language}")[1])
                expect(page.locator("html")).to_have_class("js")
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert over <= 0, f"{name} scrolls sideways by {over}"
                small = page.evaluate(
                    """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')]
                      .filter((e) => e.checkVisibility()).map((e) => [e.textContent || e.id, e.getBoundingClientRect()])
                      .filter(([, box]) => box.height < 44 || box.width < 24).map(([name]) => name)"""
                )
                assert not small, f"{name}: too small a target {small}"
                if language in ("en", "ar") or state == "enter":
                    axe(page, name)
                lab.shot(page, name)
                page.close()
            context.close()


@case
def every_accent_can_be_read(lab):
    try:
        for accent in ["ffd400", "000000", "ffffff", "ff0000", "7a7a7a", "00b894"]:
            lab.ask(f"/preview/look?accent={accent}&brand={urllib.parse.quote('Électricité de Wakanda 電力')}")
            for scheme in ["light", "dark"]:
                _, page = lab.open("opens=0", color_scheme=scheme, viewport={"width": 390, "height": 800})
                axe(page, f"accent {accent} {scheme}")
                lab.shot(page, f"accent-{accent}-{scheme}")
    finally:
        lab.ask("/preview/look")


@case
def reduced_motion_stands_still(lab):
    _, page = lab.open("phase=sending", reduced_motion="reduce")
    name = page.evaluate("getComputedStyle(document.querySelector('.badge'), '::before').animationName")
    assert name == "none", name


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the preview did not start")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = subprocess.Popen([PREVIEW, str(port)], stdout=subprocess.DEVNULL)
    passed, failed = 0, 0
    try:
        wait_for(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            lab = Lab(browser, port)
            wanted = sys.argv[4:]
            for run in CASES:
                if wanted and run.__name__ not in wanted:
                    continue
                start = time.monotonic()
                try:
                    run(lab)
                    lab.close()
                    passed += 1
                    print(f"ok   {run.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
                except Exception:
                    failed += 1
                    print(f"FAIL {run.__name__}", flush=True)
                    traceback.print_exc()
                    try:
                        lab.close()
                    except AssertionError as faults:
                        print(faults)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
