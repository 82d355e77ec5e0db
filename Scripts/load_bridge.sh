#!/bin/sh
# Loads a bridge beside a fake Twilio: `load_bridge.sh <folder of the programs> <flags of bridge-load>…`.
# Every caller that is held is a connection: the limit of open files is raised as far as it goes.
set -eu
folder=$1
shift
ulimit -n "$(ulimit -Hn)" || true
# A race that the thread sanitizer sees ends the bridge, and so fails; without it this says nothing.
export TSAN_OPTIONS=halt_on_error=1
exec "$folder/bridge-load" --bridge "$folder/postern-bridge" "$@"
