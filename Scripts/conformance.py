"""Runs interpreter and table over a corpus of another implementation: `conformance.py <postern> <corpus>`.

The corpus has `policies/<name>/`, `decisions/<name>.<env>.{requests,decisions}.jsonl` and `faulty/<slug>/` with
`<slug>.json`; Documentation/Conformance.md has the format. Prints each difference; exits 1 when there is one.
"""

import json
import pathlib
import subprocess
import sys
import tempfile


def run(*arguments, stdin=None):
    return subprocess.run(
        [str(a) for a in arguments], input=stdin, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )


def decisions(postern, corpus, scratch):
    total = wrong = 0
    for policy in sorted((corpus / "policies").iterdir()):
        compiled = run(postern, "compile", policy, "--out", scratch)
        if compiled.returncode != 0:
            print(f"{policy.name}: does not compile\n{compiled.stderr}")
            wrong += 1
            continue
        for requests in sorted((corpus / "decisions").glob(f"{policy.name}.*.requests.jsonl")):
            environment = requests.name.split(".")[1]
            text = requests.read_text(encoding="utf-8")
            wanted_path = requests.with_name(requests.name.replace(".requests.", ".decisions."))
            wanted = [json.loads(line) for line in wanted_path.read_text(encoding="utf-8").splitlines()]
            table = scratch / policy.name / environment / "routing-table.bin"
            for how, arguments in (
                ("table", ("--table", table)),
                ("interpreter", ("--policy", policy, "--env", environment)),
            ):
                answer = run(postern, "decide", *arguments, stdin=text)
                got = [json.loads(line) for line in answer.stdout.splitlines()]
                if len(got) != len(wanted):
                    print(f"{requests.name}: {how} gave {len(got)} lines for {len(wanted)}\n{answer.stderr}")
                    wrong += 1
                for request, a, b in zip(text.splitlines(), got, wanted):
                    total += 1
                    if a != b:
                        wrong += 1
                        print(f"{policy.name} {environment} {how}\n  {request}\n  got  {a}\n  want {b}")
    return total, wrong


def faulty_case(postern, folder, case):
    checked = run(postern, "check", "--format", "json", folder)
    text = run(postern, "check", folder)
    if checked.returncode not in (0, 1):
        return f"exit {checked.returncode}: {checked.stderr[:300]}"
    for secret in case.get("not_in_output", []):
        if any(secret in out for out in (checked.stdout, checked.stderr, text.stdout, text.stderr)):
            return f"shows {secret}"
    prefix = str(folder) + "/"
    found = [
        (d["file"].removeprefix(prefix), d["line"], d["severity"], d["code"])
        for d in json.loads(checked.stdout)["diagnostics"]
    ]
    errors = [place for place in found if place[2] == "error"]
    if case["severity"] == "none":
        if case["line"] is not None:
            said = [place for place in found if place[:2] == (case["file"], case["line"])]
            return f"says something there: {said}" if said else None
        return f"has errors: {errors}" if errors else None
    also = case.get("also") or []
    wanted = case.get("all") or [[case["file"], case["line"]]]

    def meets(place, file, line):
        return place[0] == file and (line is None or place[1] in [line, *also])

    for file, line in wanted:
        if not any(meets(place, file, line) and place[2] == case["severity"] for place in found):
            return f"wants {case['severity']} at {file}:{line} (also {also}), has {found}"
    strangers = [place for place in errors if not any(meets(place, file, line) for file, line in wanted)]
    if case["severity"] == "error" and strangers:
        return f"other errors besides: {strangers}"
    return None


def main():
    postern = pathlib.Path(sys.argv[1]).resolve()
    corpus = pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        total, wrong = decisions(postern, corpus, pathlib.Path(scratch))
    print(f"decisions: {total} compared, {wrong} differ")
    cases = bad = 0
    for description in sorted((corpus / "faulty").glob("*.json")):
        case = json.loads(description.read_text(encoding="utf-8"))
        cases += 1
        problem = faulty_case(postern, description.with_suffix(""), case)
        if problem:
            bad += 1
            print(f"{description.stem} ({case['about']}): {problem}")
    print(f"faulty policies: {cases} checked, {bad} not as they should be")
    return 1 if wrong or bad or total == 0 or cases == 0 else 0


sys.exit(main())
