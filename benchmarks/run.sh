#!/bin/sh
# Compares Allot with its peers on the same instances; the tables go to results/.
#
#   run.sh --help      all options
#   ALLOT=FILE run.sh  measures that program instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
exec .work/venv/bin/python -m bench.compare ${ALLOT:+--allot "$ALLOT"} "$@"
