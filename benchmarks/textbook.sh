#!/bin/sh
# Compares the textbook inventory models with stockpyl, on the same problems; the table goes to results/.
#
#   textbook.sh --help      all options
#
# stockpyl is from before numpy 2: it gets an environment of its own.
set -eu
cd "$(dirname "$0")"
./setup.sh
venv=.work/textbook-venv
if ! cmp -s requirements-textbook.txt "$venv/installed.txt"; then
  rm -rf "$venv"
  .work/venv/bin/python -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r requirements-textbook.txt
  cp requirements-textbook.txt "$venv/installed.txt"
fi
swift build -c release --product Textbook >&2
exec "$venv/bin/python" -m bench.textbook "$@"
