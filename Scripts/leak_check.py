#!/usr/bin/env python3
"""Searches what the bridge's tests have left (logs, answers, metrics, stores) for what none of it may have.

    leak_check.py <folder>        the records of tests run with POSTERN_LEAK_FOLDER=<folder>
    leak_check.py --self-test     plants leaks, and expects to find every one
"""

import base64
import pathlib
import re
import sys
import tempfile
from urllib.parse import quote

# Fewer records than these mean that the tests no longer write them.
LEAST = {"records": 100, "log": 1000, "served": 50, "store": 100, "metrics": 1}


def forms(kind, value):
    """The ways in which a value may be written, as patterns over bytes."""
    raw = value.encode()
    if kind == "number":
        digits = re.sub(rb"\D", b"", raw)
        # With the prefix of its country or without.
        raws = [digits, digits[-10:]] if len(digits) >= 10 else [digits]
    elif kind == "secret":
        raws = [raw]
        text = value.removeprefix("whsec_")
        try:
            raws += [text.encode(), base64.b64decode(text, validate=True)]
        except ValueError:
            pass
    else:
        raws = [raw]
    for each in raws:
        if len(each) < 4:
            continue
        # A code is six digits: it must stand alone, or every long number would have it.
        if kind == "code":
            edge = rb"[0-9A-Za-z]"
            yield rb"(?<!" + edge + rb")(?<!\.)" + re.escape(each) + rb"(?!" + edge + rb")"
            continue
        yield re.escape(each)
        yield re.escape(each.hex().encode())
        if len(each) >= 9:
            for shift in range(3):
                coded = base64.b64encode(b"\0" * shift + each)
                # What does not depend on the bytes around it.
                start = {0: 0, 1: 2, 2: 3}[shift]
                end = len(coded) - (4 if len(b"\0" * shift + each) % 3 else 0)
                yield re.escape(coded[start:end])
                yield re.escape(coded[start:end].replace(b"+", b"-").replace(b"/", b"_"))
        escaped = quote(each, safe="").encode()
        if escaped != each:
            yield re.escape(escaped)


def planted(folder):
    values = set()
    path = folder / "planted.txt"
    if path.exists():
        for line in path.read_text().splitlines():
            kind, value = line.split(" ")
            values.add((kind, base64.b64decode(value).decode()))
    return values


def leaks(folder):
    """Every place in the records of a folder where a planted value stands."""
    for record in sorted(p for p in folder.iterdir() if p.is_dir()):
        values = planted(record)
        patterns = {}
        for kind, value in values:
            patterns.setdefault(kind, set()).update(forms(kind, value))
        for file in sorted(record.iterdir()):
            if file.name == "planted.txt":
                continue
            data = file.read_bytes()
            for kind, each in patterns.items():
                # Tokens are served to those they are made for.
                if kind == "token" and file.name == "served.txt" or not each:
                    continue
                for found in re.finditer(b"|".join(sorted(each, key=len, reverse=True)), data):
                    around = data[max(0, found.start() - 60) : found.end() + 20]
                    yield f"{record.name}/{file.name}: a {kind} at {found.start()}: {around!r}"


def counts(folder):
    count = dict.fromkeys(LEAST, 0)
    for record in (p for p in folder.iterdir() if p.is_dir()):
        count["records"] += planted(record) != set()
        for file in record.iterdir():
            if file.name == "log.jsonl":
                count["log"] += file.read_bytes().count(b"\n")
            elif file.name == "served.txt":
                count["served"] += 1
            elif file.name == "metrics.txt":
                count["metrics"] += b"postern_" in file.read_bytes()
            elif file.name.startswith("store-") and not file.name.endswith("-wal"):
                count["store"] += file.stat().st_size > 0
    return count


SAMPLES = {
    "code": "730914",
    "number": "+12025550123",
    "secret": "whsec_" + base64.b64encode(bytes(range(1, 33))).decode(),
    "token": "dG9rZW4tb2YtYS1wYWdlLWxpbmstdGhhdC1pcy1sb25n",
}


def self_test():
    """Each kind of value, in each file and each form, must be found; harmless neighbours must not."""
    failures = []

    def found(files):
        with tempfile.TemporaryDirectory() as top:
            record = pathlib.Path(top) / "record"
            record.mkdir()
            lines = [f"{k} {base64.b64encode(v.encode()).decode()}\n" for k, v in SAMPLES.items()]
            (record / "planted.txt").write_text("".join(lines))
            for name, data in files.items():
                (record / name).write_bytes(data)
            return list(leaks(pathlib.Path(top)))

    number, secret = SAMPLES["number"], SAMPLES["secret"]
    raw = base64.b64decode(secret[6:])
    written = {
        "code": [b"code=730914&", b'"code":"730914"', b"\x00730914\x00"],
        "number": [number.encode(), b"2025550123", b"%2B12025550123", base64.b64encode(b'{"to":"+12025550123"}'),
                   number[1:].encode().hex().encode()],
        "secret": [secret.encode(), secret[6:].encode(), raw, raw.hex().encode(), base64.b64encode(b"x" + raw)],
        "token": [SAMPLES["token"].encode()],
    }
    for file in ["log.jsonl", "served.txt", "metrics.txt", "store-1", "store-1-wal"]:
        for kind, texts in written.items():
            for text in texts:
                hit = found({file: b"harmless " + text + b" harmless"})
                expected = not (kind == "token" and file == "served.txt")
                if bool(hit) != expected:
                    failures.append(f"{kind} as {text[:40]!r} in {file}: {'not ' if expected else ''}found")
    harmless = b'"VA1730914222","time":1730914,"masked":"+1\xe2\x80\xa2\xe2\x80\xa223","x":"0123","t":0.730914'
    if found({"log.jsonl": harmless}):
        failures.append("something harmless was found")
    return failures


def main(arguments):
    if arguments == ["--self-test"]:
        failures = self_test()
        for failure in failures:
            print(failure, file=sys.stderr)
        print("leak_check: the self-test", "fails" if failures else "finds every planted leak")
        return bool(failures)
    folder = pathlib.Path(arguments[0])
    count = counts(folder) if folder.is_dir() else dict.fromkeys(LEAST, 0)
    missing = [name for name, least in LEAST.items() if count[name] < least]
    found = list(leaks(folder)) if folder.is_dir() else []
    for leak in found[:40]:
        print(leak, file=sys.stderr)
    for name in missing:
        print(f"only {count[name]} of {name}, expected {LEAST[name]}: the tests write too little", file=sys.stderr)
    print("leak_check:", ", ".join(f"{count[name]} {name}" for name in LEAST), f"· {len(found)} leaks")
    return bool(found or missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
