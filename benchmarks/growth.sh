#!/bin/sh
# Measures how time and gap grow with the size of a batch; table and picture go to results/.
#
#   growth.sh --help      all options
#   ALLOT=FILE growth.sh  measures that program instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
exec .work/venv/bin/python -m bench.growth ${ALLOT:+--allot "$ALLOT"} "$@"
