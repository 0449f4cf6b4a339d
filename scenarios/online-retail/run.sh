#!/bin/sh
# Imports the UCI Online Retail file, assigns its orders and audits the plans: one week, then the whole year.
#
#   run.sh [FILE]      FILE: the data as CSV, plain or .gz; default: below the folder that ALLOT_DATA names
#   ALLOT=…            the program to run; default: the one built in this clone, else allot
#
# The file never becomes part of the project: everything made of it goes to data/, which git leaves alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
allot=${ALLOT:-}
if [ -z "$allot" ]; then
  allot=$here/../../.build/release/allot
  [ -x "$allot" ] || allot=allot
fi

file=${1:-}
if [ -z "$file" ] && [ -n "${ALLOT_DATA:-}" ]; then
  for name in online-retail/online_retail.csv.gz online-retail/online_retail.csv online_retail.csv.gz online_retail.csv; do
    if [ -f "$ALLOT_DATA/$name" ]; then
      file=$ALLOT_DATA/$name
      break
    fi
  done
fi
if [ -z "$file" ] || [ ! -f "$file" ]; then
  {
    if [ -n "$file" ]; then echo "$file: no such file"; else echo "The data is not here."; fi
    echo "UCI publishes it as \"Online Retail\" (a workbook; save it as CSV in UTF-8):"
    echo "  https://archive.ics.uci.edu/dataset/352/online+retail"
    echo "Then: $0 PATH/TO/FILE.csv, or set ALLOT_DATA to the folder that holds online_retail.csv or .csv.gz"
  } >&2
  exit 66
fi

run() { # folder from to
  folder=$here/data/$1
  mkdir -p "$here/data"
  echo "== $1: $2 to $3"
  "$allot" import table "$file" --map "$here/map.yaml" --base "$here/base" --set "from=$2" --set "to=$3" --output "$folder"
  "$allot" assign "$folder"
  "$allot" audit "$folder"
}

run week 2011-11-07 2011-11-13
run year 2010-12-01 2011-12-09
