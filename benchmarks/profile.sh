#!/bin/sh
# Counts instructions by part of the program; the table goes to results/.
#
#   profile.sh --help      all options
#   ALLOT=FILE profile.sh  measures that program instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
exec .work/venv/bin/python -m bench.profile ${ALLOT:+--allot "$ALLOT"} "$@"
