#!/bin/sh
# Runs fuzzers for a while on their kept corpora, two at a time: `fuzz.sh <folder of the fuzzers> <seconds each> <name>…`.
# New inputs go to a scratch folder; a crash leaves its input there and fails.
set -eu
folder=$1
seconds=$2
shift 2
export SWIFT_BACKTRACE=enable=no

fuzz() {
  name=$1
  found=.build-fuzz/found-$name
  mkdir -p "$found"
  rm -f "$found"/crash-* "$found"/timeout-* "$found"/oom-* "$found"/leak-*
  "$folder/fuzz-$name" -max_total_time="$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=4096 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="$found/" "$found" "Fuzz/Corpus/$name" \
    >"$found.log" 2>&1 || { echo "fuzz-$name fails:"; tail -n 40 "$found.log"; return 1; }
  if ls "$found"/crash-* "$found"/timeout-* "$found"/oom-* "$found"/leak-* >/dev/null 2>&1; then
    echo "fuzz-$name found an input that breaks it: see $found" >&2
    return 1
  fi
  if grep -q "no interesting inputs" "$found.log"; then
    echo "fuzz-$name does not see where its inputs lead: it was built without coverage" >&2
    return 1
  fi
  echo "fuzz-$name, $seconds s"
  tail -n 7 "$found.log"
}

failed=0
while [ $# -gt 0 ]; do
  fuzz "$1" &
  first=$!
  second=
  if [ $# -gt 1 ]; then
    shift
    fuzz "$1" &
    second=$!
  fi
  shift
  wait "$first" || failed=1
  [ -z "$second" ] || wait "$second" || failed=1
done
exit $failed
