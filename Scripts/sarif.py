"""Validates the SARIF that `postern check` writes against the published schema: `sarif.py <postern> <schema>`."""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema


def main():
    postern, schema_path = sys.argv[1:3]
    schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    policies = sorted(str(path) for path in pathlib.Path("policies").iterdir())
    results = 0
    with tempfile.TemporaryDirectory() as folder:
        bad = pathlib.Path(folder, "bad")
        bad.mkdir()
        text = "policy: bad\nlanguage: 1\nidentityProvders: {}\ndescription: é 🚪 ${x\n"
        bad.joinpath("policy.yaml").write_text(text, encoding="utf-8")
        for arguments in (policies, [str(bad)]):
            done = subprocess.run([postern, "check", "--format", "sarif", *arguments], capture_output=True, text=True)
            log = json.loads(done.stdout)
            errors = sorted(validator.iter_errors(log), key=lambda error: error.json_path)
            for error in errors:
                print(f"{error.json_path}: {error.message[:300]}")
            if errors:
                return 1
            results += sum(len(run["results"]) for run in log["runs"])
    if results == 0:
        print("no result at all: nothing was tested")
        return 1
    print(f"SARIF is valid; {results} results")
    return 0


sys.exit(main())
