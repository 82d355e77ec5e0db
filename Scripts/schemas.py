"""Validates every shipped policy with an independent JSON Schema validator: `schemas.py <postern>`.

`postern schema` shows `!secret x` to a validator as {"$secret": "x"}; the loader here does the same.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import yaml


class Loader(yaml.BaseLoader):
    """Plain true, false and integers by their type, everything else as text, as Postern reads scalars."""


def scalar(loader, node):
    text = loader.construct_scalar(node)
    if node.style is None:
        if text in ("true", "false"):
            return text == "true"
        if text == "0" or (text.isascii() and text.isdigit() and text[0] != "0"):
            return int(text)
        if text in ("", "~", "null"):
            return None
    return text


Loader.add_constructor("!secret", lambda loader, node: {"$secret": loader.construct_scalar(node)})
Loader.add_constructor("tag:yaml.org,2002:str", scalar)


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def report(postern):
    """What `test` writes, of the shipped policies and of one whose tests fail, against its schema."""
    text = subprocess.run([postern, "schema", "test-report"], check=True, capture_output=True, text=True).stdout
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        failing = pathlib.Path(folder) / "quickstart"
        shutil.copytree("policies/quickstart", failing)
        test = {"name": "fails", "given": {"phone": "1"}, "expect": {"send": ["sms"], "rule": "otherwise"}}
        (failing / "tests" / "failing.yaml").write_text(json.dumps({"tests": [test]}), encoding="utf-8")
        for arguments, code in (([], 0), ([str(failing)], 4), ([str(failing), "--filter", "fails"], 4), (["--mutate"], 0)):
            run = subprocess.run([postern, "test", "--format", "json", *arguments], capture_output=True, text=True)
            value = json.loads(run.stdout)
            problems = [f"{e.json_path}: {e.message[:300]}" for e in validator.iter_errors(value)]
            if run.returncode != code:
                problems.append(f"exit code {run.returncode}, not {code}")
            for damage in ({"polcy": "x"}, {"tests": "1"}, {"environments": [{}]}):
                if validator.is_valid({**value, **damage}):
                    problems.append(f"the schema accepts {damage}")
            for problem in problems:
                print(f"test {' '.join(arguments)}: {problem}")
            failures += len(problems)
    return failures


def documents(postern):
    """What other commands write for programs, of the shipped policies and of ones with findings, against its schema."""
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        def changed(name, old, new):
            copy = pathlib.Path(folder) / name / "acme-workforce"
            shutil.copytree("policies/acme-workforce", copy)
            path = copy / "policy.yaml"
            text = path.read_text(encoding="utf-8")
            if old not in text:
                raise SystemExit(f"{path} has no {old!r}")
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            return str(copy)

        faulty = changed("faulty", "language: 1", "language: 1\ncolour: red")
        item = "\n  - { name: all skip, for: { country: [DE] }, always: skip }\n  - name:"
        broken = changed("broken", "\n  - name:", item)
        other = changed("other", "otherwise:", "otherwise: # another\n   ")
        traffic, prices = pathlib.Path(folder) / "traffic.csv", pathlib.Path(folder) / "prices.csv"
        traffic.write_text("country,logins\nDE,1000\nUS,20\n", encoding="utf-8")
        prices.write_text("country,channel,price\nDE,sms,0.08\n", encoding="utf-8")
        weighed = ["--traffic", str(traffic), "--prices", str(prices)]
        acme = "policies/acme-workforce"
        runs = [
            ("check-report", ["check"], 0),
            ("check-report", ["check", faulty], 1),
            ("prove-report", ["prove"], 0),
            ("prove-report", ["prove", broken], 6),
            ("report", ["report", acme, "--env", "prod"], 0),
            ("report", ["report", acme, "--env", "prod", *weighed], 0),
            ("diff-report", ["diff", "--env", "staging..prod"], 0),
            ("diff-report", ["diff", acme, "policies/quickstart", *weighed], 0),
            ("diff-report", ["diff", acme, other], 0),
        ]
        schemas = {}
        for kind, arguments, code in runs:
            if kind not in schemas:
                text = subprocess.run([postern, "schema", kind], check=True, capture_output=True, text=True).stdout
                jsonschema.Draft202012Validator.check_schema(json.loads(text))
                schemas[kind] = jsonschema.Draft202012Validator(json.loads(text))
            run = subprocess.run([postern, *arguments, "--format", "json"], capture_output=True, text=True)
            problems = [] if run.returncode == code else [f"exit code {run.returncode}, not {code}: {run.stderr}"]
            if run.returncode == code:
                value = json.loads(run.stdout)
                problems += [f"{e.json_path}: {e.message[:300]}" for e in schemas[kind].iter_errors(value)]
                if schemas[kind].is_valid({**value, "colour": 1}) or schemas[kind].is_valid({**value, "format": "x"}):
                    problems.append("the schema accepts anything")
            for problem in problems:
                print(f"{' '.join(arguments)}: {problem}")
            failures += len(problems)
    return failures, len(runs)


def main():
    postern = sys.argv[1]
    schemas = {}
    for kind in ("policy", "part", "environment", "tests"):
        text = subprocess.run([postern, "schema", kind], check=True, capture_output=True, text=True).stdout
        schemas[kind] = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schemas[kind])
    failures = 0
    files = 0
    for folder in sorted(pathlib.Path("policies").iterdir()):
        for path in sorted(folder.rglob("*.yaml")):
            place = path.relative_to(folder)
            kind = {"environments": "environment", "tests": "tests"}.get(place.parts[0])
            kind = kind or ("policy" if place.name == "policy.yaml" else "part")
            files += 1
            for error in jsonschema.Draft202012Validator(schemas[kind]).iter_errors(load(path)):
                failures += 1
                print(f"{path}: {error.json_path}: {error.message[:300]}")
    # A validator that accepts everything proves nothing.
    good = load(pathlib.Path("policies/quickstart/policy.yaml"))
    for damage in ({"polcy": "x"}, {"routing": []}, {"limits": {"a": {"key": "colour", "buckets": ["5 per 10m"]}}}):
        if not list(jsonschema.Draft202012Validator(schemas["policy"]).iter_errors({**good, **damage})):
            failures += 1
            print(f"the schema accepts {damage}")
    # What check takes, the schema takes too.
    provider = {"kind": "${kind}", "clientId": "c", "clientSecret": {"$secret": "s"}, "agentId": None}
    removals = [{"name": "r", "when": {"country": None, "risk": {"orUnknown": None}, "not": None}}]
    prod = load(pathlib.Path("policies/quickstart/environments/prod.yaml"))
    for kind, value in (
        ("policy", {**good, "description": None, "identityProviders": {"google": provider}}),
        ("environment", {**prod, "overrides": {"routing": {"rules": removals}}}),
    ):
        for error in jsonschema.Draft202012Validator(schemas[kind]).iter_errors(value):
            failures += 1
            print(f"{kind}: {error.json_path}: {error.message[:300]}")
    failures += report(postern)
    faults, written = documents(postern)
    failures += faults
    print(f"{files} files, test reports and {written} other documents against 9 schemas: {failures} failures")
    return 1 if failures or files == 0 else 0


sys.exit(main())
