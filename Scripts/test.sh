#!/bin/sh
# Runs a test command, `test.sh <command>`. When tests fail, what they found is repeated at the end, before the closing
# line: thousands of lines of a run stand between a failure and its last one.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
{
  "$@" 2>&1
  echo $? >"$folder/status"
} | tee "$folder/log"
status=$(cat "$folder/status")
if [ "$status" != 0 ] && grep -q '✘' "$folder/log"; then
  echo
  echo 'What failed:'
  grep -E '✘|^↳' "$folder/log" | grep -vE '✘ (Suite|Test run)' | cut -c 1-1000 | head -n 60
  grep -E '✘ Test run' "$folder/log"
fi
exit "$status"
