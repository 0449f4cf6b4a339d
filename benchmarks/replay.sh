#!/bin/sh
# Simulates the same small models by `allot simulate`, SimPy, stockpyl and SupplyNetPy: the same results, and how fast. The
# tables go to results/. Fails where results differ or Allot is not 300 times as fast as each peer.
#
#   replay.sh --help         all options
#   replay.sh --speed        also a year of 511 nodes and 5,000 SKUs (specs/replay-speed.yaml)
#   ALLOT=FILE replay.sh     measures that program instead of building one
#
# stockpyl is from before numpy 2: the peers get an environment of their own.
set -eu
cd "$(dirname "$0")"
./setup.sh
venv=.work/replay-venv
if ! cmp -s requirements-replay.txt "$venv/installed.txt"; then
  rm -rf "$venv"
  .work/venv/bin/python -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r requirements-replay.txt
  cp requirements-replay.txt "$venv/installed.txt"
fi
exec "$venv/bin/python" -m bench.replay ${ALLOT:+--allot "$ALLOT"} "$@"
