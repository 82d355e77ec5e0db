#!/bin/sh
# Runs a test command, `test.sh <command>`. When tests fail, what they found is repeated at the end, before the closing
# line: thousands of lines of a run stand between a failure and its last one. When nothing is said for ten minutes, the
# run is ended, and the tests that had begun and not ended are named: what never ends is a failure, not a wait.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

# The tests that had begun and not ended, by the log; the last few of it may still be in the run's own buffer.
unended() {
  awk '
    / started\.$/ && / Test / && !/ Test (case|run) / { sub(/^.* Test /, ""); sub(/ started\.$/, ""); left[$0]++ }
    / (passed|failed) after / && / Test / && !/ Test (case|run) / {
      sub(/^[^ ]+ Test /, ""); sub(/ (passed|failed) after .*$/, ""); sub(/ with [0-9]+ test cases?$/, ""); left[$0]--
    }
    END { for (name in left) if (left[name] > 0) print "  " name }
  ' "$1" | sort | head -n 40
}

# Everything that a process has started, itself first.
family() {
  echo "$1"
  for child in $(ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }'); do family "$child"; done
}

watch() {
  size=-1
  quiet=0
  while sleep 5; do
    now=$(wc -c <"$folder/log")
    if [ "$now" = "$size" ]; then quiet=$((quiet + 5)); else quiet=0; fi
    size=$now
    [ "$quiet" -ge "${POSTERN_TEST_PATIENCE:-600}" ] || continue
    : >"$folder/stuck"
    kill -KILL $(family "$(cat "$folder/pid")") 2>/dev/null
    return
  done
}

: >"$folder/log"
watch >/dev/null 2>&1 &
watcher=$!
{
  "$@" 2>&1 &
  echo $! >"$folder/pid"
  wait $!
  echo $? >"$folder/status"
} | tee "$folder/log"
kill "$watcher" 2>/dev/null
status=$(cat "$folder/status")
if [ -f "$folder/stuck" ]; then
  echo
  echo 'Nothing was said for ten minutes. What had not ended:'
  unended "$folder/log"
fi
if [ "$status" != 0 ] && grep -q '✘' "$folder/log"; then
  echo
  echo 'What failed:'
  grep -E '✘|^↳' "$folder/log" | grep -vE '✘ (Suite|Test run)' | cut -c 1-1000 | head -n 60
  grep -E '✘ Test run' "$folder/log"
fi
exit "$status"
