#!/bin/sh
# Measures policies for multi-item online fulfilment (after Jasin and Sinha 2015, Ma 2023), published ones and Allot's,
# against the bound in hindsight; the tables go to results/.
#
#   multi-item.sh --data FOLDER    FOLDER: holds cities_warmup.csv and fulfillment_centers_warmup.csv; default: multi-item
#                                  below the folder that ALLOT_DATA names
#   multi-item.sh --help           all options
#   ALLOT=FILE multi-item.sh       measures that program instead of building one
set -eu
cd "$(dirname "$0")"
./setup.sh
exec .work/venv/bin/python -m bench.multi_item ${ALLOT:+--allot "$ALLOT"} "$@"
