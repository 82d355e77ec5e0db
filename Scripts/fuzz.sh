#!/bin/sh
# Runs each fuzzer for a while on its kept corpus: `fuzz.sh <folder of the fuzzers> <seconds each>`.
# New inputs go to a scratch folder; a crash leaves its input there and fails.
set -eu
folder=$1
seconds=$2
export SWIFT_BACKTRACE=enable=no

for name in front-end table; do
  found=.build-fuzz/found-$name
  mkdir -p "$found"
  rm -f "$found"/crash-* "$found"/timeout-* "$found"/oom-* "$found"/leak-*
  echo "fuzz-$name for $seconds s"
  "$folder/fuzz-$name" -max_total_time="$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=4096 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="$found/" "$found" "Fuzz/Corpus/$name" \
    >"$found.log" 2>&1 || { tail -n 40 "$found.log"; exit 1; }
  tail -n 7 "$found.log"
  if ls "$found"/crash-* "$found"/timeout-* "$found"/oom-* "$found"/leak-* >/dev/null 2>&1; then
    echo "fuzz-$name found an input that breaks it: see $found" >&2
    exit 1
  fi
done
