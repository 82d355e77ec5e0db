#!/usr/bin/env python3
"""Reads and runs what Documentation/Integrations.md describes: integrations.py <postern> [pre-commit]

Everything happens in a clone of a repository of its own, with a `gh` and a `curl` that only write down what they are asked.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "Documentation/Integrations"
POSTERN = pathlib.Path(sys.argv[1]).resolve()

STAND_IN = """#!/bin/sh
printf '%s\\n' "$0 $*" >>"$ASKED"
case "$*" in *--jq*|*per_page*) printf '%s' "$KNOWN" ;; esac
"""


def sh(script, folder, environment=None, code=0):
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=os.environ | (environment or {}), capture_output=True, text=True)
    assert done.returncode == code, f"{script}\nexit {done.returncode}, not {code}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def lay_out(work):
    """A repository with one policy, a clone of one commit of it, and a change in the clone."""
    origin, clone, tools = work / "origin", work / "clone", work / "tools"
    shutil.copytree(ROOT / "policies/quickstart", origin / "policies/quickstart")
    shutil.copytree(ROOT / "generated/quickstart", origin / "generated/quickstart")
    git = "git -c user.name=check -c user.email=check@example.com -c commit.gpgsign=false"
    sh(f"git init -q -b main && git add -A && {git} commit -qm first", origin)
    sh("git config uploadpack.allowAnySHA1InWant true", origin)
    base = sh("git rev-parse HEAD", origin).strip()
    policy = origin / "policies/quickstart/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    assert "launch: [US, CA, GB, DE, SG]" in text
    policy.write_text(text.replace("launch: [US, CA, GB, DE, SG]", "launch: [US, CA, GB, DE, SG, FR]"), encoding="utf-8")
    sh(f"{POSTERN} compile && git add -A && {git} commit -qm second", origin)
    sh(f"git clone -q --depth 1 file://{origin} clone", work)
    tools.mkdir()
    (tools / "postern").symlink_to(POSTERN)
    for name in ["gh", "curl"]:
        (tools / name).write_text(STAND_IN, encoding="utf-8")
        (tools / name).chmod(0o755)
    (tools / "jq").write_text('#!/bin/sh\ncat\n', encoding="utf-8")
    (tools / "jq").chmod(0o755)
    return clone, base, {"PATH": f"{tools}:{os.environ['PATH']}", "ASKED": str(work / "asked"), "KNOWN": ""}


def check_action(work, clone, base, environment):
    action = yaml.safe_load((FOLDER / "github/action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert step["shell"] == "sh" and "${{" not in step["run"], step
        name = step["run"].split("/")[-1].strip('"')
        sh(f"sh -n {FOLDER}/github/{name}", clone)
    comment = work / "comment.md"
    given = environment | {
        "POSTERN": "postern", "BASE": base, "MIN_COVERAGE": "", "COMMENT": str(comment),
        "GITHUB_STEP_SUMMARY": str(work / "summary.md"),
    }
    sh(f"sh {FOLDER}/github/policies.sh", clone, given)
    text = comment.read_text(encoding="utf-8")
    assert text.startswith("<!-- postern -->\n") and "France" in text, text
    assert "France" in (work / "summary.md").read_text(encoding="utf-8")
    asked = work / "asked"
    for known, wanted in [("", "POST repos/o/r/issues/7/comments"), ("42", "PATCH repos/o/r/issues/comments/42")]:
        asked.unlink(missing_ok=True)
        sh(f"sh {FOLDER}/github/comment.sh", clone, given | {"REPOSITORY": "o/r", "NUMBER": "7", "KNOWN": known})
        assert wanted in asked.read_text(encoding="utf-8"), asked.read_text(encoding="utf-8")
    # A fault is reported with the rest, and fails at the end.
    policy = clone / "policies/quickstart/policy.yaml"
    good = policy.read_text(encoding="utf-8")
    policy.write_text(good.replace("countries: launch", "countries: lanch"), encoding="utf-8")
    output = sh(f"sh {FOLDER}/github/policies.sh", clone, given, code=1)
    assert "::error " in output and "compile --check" in output, output
    policy.write_text(good, encoding="utf-8")


def check_gitlab(work, clone, base, environment):
    job = yaml.safe_load((FOLDER / "gitlab/postern.gitlab-ci.yml").read_text(encoding="utf-8"))["postern"]
    script = "\n".join(job["script"])
    given = environment | {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "5", "POSTERN_TOKEN": "a-token",
    }
    asked = work / "asked"
    for known, wanted in [("", "--request POST"), ("42", "--request PUT")]:
        asked.unlink(missing_ok=True)
        sh(script, clone, given | {"KNOWN": known})
        assert wanted in asked.read_text(encoding="utf-8"), asked.read_text(encoding="utf-8")
    assert "France" in (clone / "postern-note.md").read_text(encoding="utf-8")
    assert (clone / "postern-check.xml").read_text(encoding="utf-8").startswith("<?xml")
    for name in ["postern-check.xml", "postern-test.xml", "postern-diff.md", "postern-note.md"]:
        (clone / name).unlink()


def check_hooks(work, clone, base, environment, program):
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["postern-check", "postern-test", "postern-compile", "postern-diff"]
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= set(hook), hook
    if program is None:
        return "read"
    # pre-commit wants the hooks in a repository: one that has this file alone.
    home = work / "hooks"
    home.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", home)
    git = "git -c user.name=check -c user.email=check@example.com -c commit.gpgsign=false"
    sh(f"git init -q && git add -A && {git} commit -qm hooks", home)
    rev = sh("git rev-parse HEAD", home).strip()
    listed = "".join(f"      - id: {hook['id']}\n" for hook in hooks)
    (clone / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {home}\n    rev: {rev}\n    hooks:\n{listed}", encoding="utf-8")
    given = environment | {"PRE_COMMIT_HOME": str(work / "cache")}
    policy = clone / "policies/quickstart/policy.yaml"
    good = policy.read_text(encoding="utf-8")
    sh("git add -A", clone)
    sh(f"{program} run --all-files", clone, given)
    policy.write_text(good.replace("DE, SG, FR]", "DE, SG]"), encoding="utf-8")
    sh("git add -A", clone)
    output = sh(f"{program} run", clone, given, code=1)
    assert "France" in output and "out of date" in output, output
    return "run"


def main():
    # It runs in another folder.
    program = str(pathlib.Path(sys.argv[2]).absolute()) if len(sys.argv) > 2 else shutil.which("pre-commit")
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        clone, base, environment = lay_out(work)
        check_action(work, clone, base, environment)
        check_gitlab(work, clone, base, environment)
        how = check_hooks(work, clone, base, environment, program)
    print(f"the GitHub action and the GitLab job ran; the hooks were {how}")


if __name__ == "__main__":
    main()
