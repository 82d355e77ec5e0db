#!/bin/sh
# Sees that what a build needs is there, and installs libyaml where that can be done without asking.
set -eu

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

has_libyaml && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq libyaml-dev >/dev/null
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo apt-get update -qq && sudo apt-get install -y -qq libyaml-dev >/dev/null
  fi
elif command -v brew >/dev/null 2>&1; then
  brew install libyaml
fi

if ! has_libyaml; then
  echo "postern needs libyaml: apt-get install libyaml-dev, or brew install libyaml" >&2
  exit 1
fi
