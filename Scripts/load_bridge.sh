#!/bin/sh
# Loads a bridge beside a fake Twilio: `load_bridge.sh <folder of the programs> <flags of bridge-load>…`.
# Every caller that is held is a connection: the limit of open files is raised as far as it goes.
set -eu
folder=$1
shift
ulimit -n "$(ulimit -Hn)" || true
# Only a build with the thread sanitizer reads this; see tsan_reports.py for who judges what it writes.
reports=.build/load-tsan
rm -rf "$reports"
mkdir -p "$reports"
export TSAN_OPTIONS="halt_on_error=0 exitcode=0 log_path=$PWD/$reports/tsan"
exec "$folder/bridge-load" --bridge "$folder/postern-bridge" "$@"
