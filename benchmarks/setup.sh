#!/bin/sh
# Sets up what the benchmarks need on a Debian or Ubuntu machine with Swift: the solvers, a Python environment in .work,
# and the release build of allot. Does nothing that has been done already.
#
#   ALLOT=FILE setup.sh     measures that program instead of building one
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# A Python that can make environments and fetch packages: some are built without.
usable() { "$1" -c 'import ensurepip, ssl' 2> /dev/null; }
python=python3
usable "$python" || python=/usr/bin/python3

missing=
usable "$python" || missing="python3 python3-venv"
command -v cbc > /dev/null || missing="$missing coinor-cbc"
command -v glpsol > /dev/null || missing="$missing glpk-utils"
[ -e /usr/include/glpk.h ] || missing="$missing libglpk-dev"
[ -e /usr/include/zlib.h ] || missing="$missing zlib1g-dev"
if [ -n "$missing" ]; then
  sudo=$(command -v sudo || true)
  $sudo apt-get update -qq
  # shellcheck disable=SC2086 -- a list of packages
  $sudo apt-get install -y -qq --no-install-recommends $missing
fi

venv=$here/.work/venv
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
  mkdir -p "$here/.work"
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
fi

[ -n "${ALLOT:-}" ] || swift build -c release --product allot --package-path "$here/.." >&2
