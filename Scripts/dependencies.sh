#!/bin/sh
# Sees that what a build needs is there, and installs what is missing where that can be done without asking.
# With `server` also what the bridge's packages need: SQLite and zlib.
set -eu
server="${1:-}"

if ! command -v swift >/dev/null 2>&1; then
  echo "postern needs Swift 6.3 or later: https://www.swift.org/install" >&2
  exit 1
fi

has_libyaml() {
  case "$(uname -s)" in
    Linux) [ -f /usr/include/yaml.h ] && ls /usr/lib/*/libyaml.a /usr/lib/libyaml.a /usr/lib64/libyaml.a 2>/dev/null | grep -q . ;;
    Darwin) [ -f "$(brew --prefix 2>/dev/null)/include/yaml.h" ] ;;
    *) false ;;
  esac
}

# SQLite and zlib come with macOS.
has_server() {
  [ "$server" != server ] || [ "$(uname -s)" != Linux ] || { [ -f /usr/include/sqlite3.h ] && [ -f /usr/include/zlib.h ]; }
}

has_libyaml && has_server && exit 0

packages=libyaml-dev
[ "$server" != server ] || packages="libyaml-dev libsqlite3-dev zlib1g-dev"

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq $packages >/dev/null
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo apt-get update -qq && sudo apt-get install -y -qq $packages >/dev/null
  fi
elif command -v brew >/dev/null 2>&1; then
  brew install libyaml
fi

if ! has_libyaml; then
  echo "postern needs libyaml: apt-get install libyaml-dev, or brew install libyaml" >&2
  exit 1
fi
if ! has_server; then
  echo "the bridge needs SQLite and zlib: apt-get install libsqlite3-dev zlib1g-dev" >&2
  exit 1
fi
