"""Validates every shipped policy with an independent JSON Schema validator: `schemas.py <postern>`.

`postern schema` shows `!secret x` to a validator as {"$secret": "x"}; the loader here does the same.
"""

import json
import pathlib
import subprocess
import sys

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
    print(f"{files} files against 4 schemas: {failures} failures")
    return 1 if failures or files == 0 else 0


sys.exit(main())
