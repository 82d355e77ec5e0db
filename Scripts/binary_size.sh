#!/bin/sh
# The release binary is one static file that runs without a Swift installation, without ICU in its link.
set -eu
binary=$1

case "$(uname -s)" in
  Linux)
    if ldd "$binary" 2>/dev/null | grep -q '=>'; then
      echo "$binary needs shared libraries:" >&2
      ldd "$binary" >&2
      exit 1
    fi
    ;;
esac

if grep -aq 'icudt' "$binary"; then
  echo "$binary has ICU in its link: some target imports Foundation" >&2
  exit 1
fi

bytes=$(wc -c <"$binary")
if [ "$bytes" -gt 25000000 ]; then
  echo "$binary has $bytes bytes, more than 25 MB" >&2
  exit 1
fi
echo "$binary: $bytes bytes, static, no ICU"
env -i "$binary" --version
