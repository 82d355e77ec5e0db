"""Plays `make demo`: runs every command that it prints, and reads its metrics with Prometheus's own parser.

demo_check.py <bridge-demo> <routing-table.bin>
"""

import json
import re
import subprocess
import sys
import threading
import time
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

# The documented families and their types: Documentation/Bridge.md.
FAMILIES = {
    "postern_callbacks": "counter",
    "postern_checks": "counter",
    "postern_clock_steps": "counter",
    "postern_conflicts": "counter",
    "postern_conversions": "counter",
    "postern_decisions": "counter",
    "postern_holds": "gauge",
    "postern_http_request_seconds": "histogram",
    "postern_http_requests": "counter",
    "postern_limited": "counter",
    "postern_outcomes": "counter",
    "postern_reloads": "counter",
    "postern_sends": "counter",
    "postern_store_write_seconds": "histogram",
    "postern_time_to_approval_seconds": "histogram",
    "postern_twilio_circuit_open": "gauge",
    "postern_twilio_errors": "counter",
    "postern_twilio_request_seconds": "histogram",
    "postern_unauthorized": "counter",
}


class Demo:
    def __init__(self, program, table):
        self.process = subprocess.Popen(
            [program, table], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.text = ""
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.text += line

    def until(self, pattern):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if found := re.search(pattern, self.text):
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"the demo does not say {pattern}:\n{self.text}\n{self.process.stderr.read()}")

    def commands(self):
        return re.findall(r"^curl .*?\n(?:  -H .*\n)*  -d '[^']*'", self.text, re.MULTILINE)

    def stop(self):
        self.process.terminate()
        return self.process.wait(60)


def run(command):
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=130)
    body, _, status = done.stdout.strip().rpartition("\n")
    return int(status or 0), json.loads(body or "null"), done.stderr


def expect(what, seen, wanted):
    if seen != wanted:
        raise SystemExit(f"{what}: {seen!r} instead of {wanted!r}")
    print(f"holds  {what}")


def play(demo):
    demo.until(r"-d '[^']*'\n")
    held = {}
    caller = threading.Thread(target=lambda: held.update(answer=run(demo.commands()[0])))
    caller.start()
    demo.until(r"(?s)5\. .*-d '[^']*'\n")
    page = demo.until(r"http://[^\s]+/challenge/\S+").group()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(page) as answer:
        expect("the page opens", (answer.status, b"</html>" in answer.read()), (200, True))
    wrong, right, status, blocked = (run(command) for command in demo.commands()[1:5])
    expect("a wrong code is pending, one try less", (wrong[0], wrong[1]["attempts_left"]), (202, 4))
    caller.join(60)
    success = {"status": "success", "auth_request_id": right[1]["auth_request_id"]}
    expect("the right code is success", right[:2], (200, success))
    expect("what was held is answered with exactly two keys", held["answer"][:2], (200, success))
    expect("the status says so too", (status[0], status[1]["status"]), (200, "success"))
    expect("a country that is not listed is denied", (blocked[0], blocked[1]["reason"]), (200, "country-blocked"))
    demo.process.stdin.write("\n")
    demo.process.stdin.flush()
    demo.until(r"(?s)demo-1-.*demo-2-")
    expect("Return begins another sign-in", True, True)


def scrape(demo):
    address = demo.until(r"http://\S+/metrics").group()
    with urllib.request.urlopen(address) as answer:
        kind, text = answer.headers["content-type"], answer.read().decode()
    expect("the metrics' type", kind.split(";")[0], "text/plain")
    families = {family.name: family for family in text_string_to_metric_families(text)}
    expect("the families and their types", {name: family.type for name, family in families.items()}, FAMILIES)
    for family in families.values():
        expect(f"{family.name} is described", bool(family.documentation), True)
    samples = [(s.name, s.labels, s.value) for family in families.values() for s in family.samples]
    expect("no sample comes twice", len({(n, tuple(sorted(l.items()))) for n, l, _ in samples}), len(samples))

    def total(name, **labels):
        return sum(v for n, l, v in samples if n == name and labels.items() <= l.items())

    expect("one code was sent", total("postern_sends_total", outcome="sent", country="US", channel="sms"), 1)
    expect("one login was approved", total("postern_conversions_total", country="US", channel="sms"), 1)
    expect("nobody is held", total("postern_holds"), 0)
    for family in families.values():
        if family.type != "histogram":
            continue
        series = {}
        for sample in family.samples:
            labels = tuple(sorted((k, v) for k, v in sample.labels.items() if k != "le"))
            series.setdefault(labels, {}).setdefault(sample.name.removeprefix(family.name), []).append(sample)
        for labels, parts in series.items():
            counts = [s.value for s in parts["_bucket"]]
            bounds = [float(s.labels["le"]) for s in parts["_bucket"]]
            good = counts == sorted(counts) and bounds == sorted(bounds) and bounds[-1] == float("inf")
            good = good and counts[-1] == parts["_count"][0].value and len(parts["_sum"]) == 1
            if not good:
                raise SystemExit(f"{family.name}{dict(labels)} is no histogram: {parts}")
        print(f"holds  {family.name}: {len(series)} histograms")


demo = Demo(sys.argv[1], sys.argv[2])
try:
    play(demo)
    scrape(demo)
finally:
    code = demo.stop()
expect("it ends in order", code, 0)
