#!/bin/sh
# Runs everything that a pull request's policies have to hold, reports all of it, and fails at the end if any of it did.
# POSTERN: the program. BASE: the revision to compare with; empty: no diff. COMMENT: where the comment is written.
set -u
status=0

run() {
  echo "::group::postern $*"
  "$POSTERN" "$@" || status=1
  echo "::endgroup::"
}

run check --format github --strict
if [ -n "${MIN_COVERAGE:-}" ]; then
  run test --format github --min-coverage "$MIN_COVERAGE"
else
  run test --format github
fi
run compile --check

# A checkout has one commit; the base is fetched by itself, and nothing else of its history.
if [ -n "${BASE:-}" ]; then
  git cat-file -e "$BASE^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$BASE" || status=1
  if "$POSTERN" diff "git:$BASE" --format markdown >"$COMMENT.diff"; then
    { echo "<!-- postern -->"; cat "$COMMENT.diff"; } >"$COMMENT"
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$COMMENT.diff" >>"$GITHUB_STEP_SUMMARY"; fi
  else
    status=1
  fi
fi
exit "$status"
