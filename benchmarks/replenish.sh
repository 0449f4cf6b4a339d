#!/bin/sh
# Measures `allot replenish` on seeded networks beside its rules, beside HiGHS and GLPK on the same linear programs, and the
# textbook models beside stockpyl; the tables go to results/.
#
#   replenish.sh --help      all options
#   ALLOT=FILE replenish.sh  measures that program instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
swift build -c release --product Networks >&2
exec .work/venv/bin/python -m bench.replenish ${ALLOT:+--allot "$ALLOT"} "$@"
