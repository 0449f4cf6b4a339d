#!/bin/sh
# Counts instructions by part of the program; the table goes to results/. Needs valgrind, and installs it.
#
#   profile.sh --help      all options
#   ALLOT=FILE profile.sh  measures that program, built from these sources, instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
if ! command -v valgrind > /dev/null; then
  sudo=$(command -v sudo || true)
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends valgrind
fi
exec .work/venv/bin/python -m bench.profile ${ALLOT:+--allot "$ALLOT"} "$@"
