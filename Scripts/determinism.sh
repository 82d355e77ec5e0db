#!/bin/sh
# Compiles the shipped policies twice, in two folders, with different time zone, locale and working directory: the
# artefacts must have the same bytes, and be those that are committed.
set -eu
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(pwd)
one=$(mktemp -d)
two=$(mktemp -d)
trap 'rm -rf "$one" "$two"' EXIT

cp -R policies "$one/"
mkdir -p "$two/some where/else"
cp -R policies "$two/some where/else/policies"
(cd "$one" && TZ=Asia/Kolkata LANG=tr_TR.UTF-8 LC_ALL=C "$binary" compile >/dev/null)
(cd "$two" && TZ=America/St_Johns LANG=C "$binary" compile --out "$two/out" "some where/else/policies/"* >/dev/null)
diff -r "$one/generated" "$two/out"
diff -r "$one/generated" "$root/generated"
echo "two compilations in different surroundings: the same bytes as generated/"
