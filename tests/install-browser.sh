#!/usr/bin/env bash
# What tests of built sites need from the system: Chromium, Arabic fonts, Java, ExifTool.
# Takes what is there, installs what is missing where the system lets us, and says plainly which tests will be skipped.
# REQUIRE_TOOLS=1: a missing tool is a failure instead. VENV: the virtual environment that has Playwright.
set -uo pipefail
python=${VENV:-.venv}/bin/python

browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then return 0; fi
  done
  [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] || playwright_browser
}

# The one that Playwright downloads for itself, into the user's cache.
playwright_browser() {
  "$python" - <<'PY' >/dev/null 2>&1
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    raise SystemExit(not Path(playwright.chromium.executable_path).exists())
PY
}

fonts() { ! command -v fc-list >/dev/null || fc-list ':lang=ar' family | grep -q 'Noto'; }
exiftool_runs() { command -v exiftool >/dev/null; }
java_runs() { command -v java >/dev/null && java -version >/dev/null 2>&1; }

root_allowed() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# install BROWSER FONTS JAVA EXIFTOOL COMMAND...: installs those of the four packages that are missing.
install() {
  local packages=() browser_package=$1 fonts_package=$2 java_package=$3 exiftool_package=$4
  shift 4
  if ! browser; then
    packages+=("$browser_package" "$fonts_package") # without a browser there may be no fc-list to ask about fonts
  elif ! fonts; then
    packages+=("$fonts_package")
  fi
  java_runs || packages+=("$java_package")
  exiftool_runs || packages+=("$exiftool_package")
  echo "Installing ${packages[*]}"
  "$@" "${packages[@]}" </dev/null >/dev/null
}

if ! browser || ! fonts || ! java_runs || ! exiftool_runs; then
  if [ "$(uname)" = Darwin ]; then
    command -v brew >/dev/null && install google-chrome font-noto-sans-arabic openjdk exiftool brew install
  elif ! root_allowed; then
    echo "Not the administrator here, and sudo asks for a password: system packages are left as they are." >&2
  elif command -v apt-get >/dev/null; then
    as_root apt-get -qq update </dev/null
    install chromium fonts-noto-core default-jre-headless libimage-exiftool-perl as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends
  elif command -v dnf >/dev/null; then
    install chromium google-noto-sans-arabic-fonts java-latest-openjdk-headless perl-Image-ExifTool as_root dnf -q -y install
  elif command -v pacman >/dev/null; then
    install chromium noto-fonts jre-openjdk-headless perl-image-exiftool as_root pacman -S --noconfirm --needed
  fi
  # Playwright's own Chromium goes into the user's folder and needs no administrator.
  browser || "$python" -m playwright install chromium </dev/null >/dev/null 2>&1
fi

missing=0
report() {
  missing=1
  echo "$1" >&2
}
browser || report "No Chromium or Chrome: the browser tests will be skipped. Install one, then run this again."
fonts || report "No Noto fonts for Arabic: the browser tests run, with other letter shapes than a visitor sees."
java_runs || report "No Java: the tests with the Nu HTML checker will be skipped. Install a JRE, then run this again."
exiftool_runs || report "No ExifTool: the tests of what pictures tell will be skipped. Install it, then run this again."
[ -z "${REQUIRE_TOOLS:-}" ] || [ "$missing" -eq 0 ]
