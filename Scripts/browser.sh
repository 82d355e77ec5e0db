#!/bin/sh
# Looks at pages in a real browser: browser.sh <python> <script> <program> <folder for screenshots>
# Installs Chromium and fonts for the page's scripts where that can be done without asking.
set -eu

find_browser() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

if ! find_browser >/dev/null && command -v apt-get >/dev/null 2>&1; then
  install="apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-cjk"
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && $install >/dev/null
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo apt-get update -qq && sudo $install >/dev/null
  fi
fi

if ! find_browser >/dev/null; then
  echo "the browser check needs Chromium: apt-get install chromium" >&2
  exit 1
fi

exec "$1" "$2" "$3" "$4" "$(find_browser)"
