#!/bin/sh
# Measures Allot against its targets on fresh seeds; the tables go to results/.
#
#   seeds.sh --help      all options
#   ALLOT=FILE seeds.sh  measures that program instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
exec .work/venv/bin/python -m bench.targets ${ALLOT:+--allot "$ALLOT"} "$@"
