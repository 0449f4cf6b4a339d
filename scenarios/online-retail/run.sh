#!/bin/sh
# Imports the UCI Online Retail file, assigns its orders and audits the plans: one week, then the whole year.
#
#   run.sh [FILE]          FILE: the data as CSV, plain or .gz; default: below the folder that ALLOT_DATA names
#   run.sh weekly [FILE]   every week of the year, Monday to Sunday, as a batch of its own, in a table
#   run.sh assortment [FILE]   what front nodes should carry, by the whole year, in two tables
#   run.sh replay [FILE]   the year day by day under six policies, with the stock that the import states
#   run.sh forecast [FILE] the demand expected after the year, and how well it would have been foreseen
#   ALLOT=…                the program to run; default: the one built in this clone, else allot
#
# The file never becomes part of the project: everything made of it goes to data/, which git leaves alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
allot=${ALLOT:-}
if [ -z "$allot" ]; then
  allot=$here/../../.build/release/allot
  [ -x "$allot" ] || allot=allot
fi

task=
case "${1:-}" in
  weekly | forecast | assortment | replay)
    task=$1
    shift
    ;;
esac
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

value() { # file key
  sed -n "s/^ *\"$2\": *\"\{0,1\}\([^\",]*\).*/\1/p" "$1" | head -n 1
}

# The times of run.json: reading to writing, without the import.
seconds() { # run.json
  sed -n '/"seconds"/,/}/s/.*": *\([0-9.]*\),*$/\1/p' "$1" | awk '{ sum += $1 } END { printf "%.1f", sum }'
}

week() { # from to
  folder=$here/data/week-$1
  mkdir -p "$here/data"
  "$allot" import table "$file" --map "$here/map.yaml" --base "$here/base" --set "from=$1" --set "to=$2" \
    --output "$folder" --quiet >&2
  # Closed from Christmas to New Year.
  [ "$(wc -l <"$folder/orders.csv")" -gt 1 ] || return 0
  "$allot" assign "$folder" --quiet >&2
  "$allot" audit "$folder" --quiet >&2
  summary=$folder/out/assign/summary.json
  gap=$(value "$summary" gap | awk '{ printf "%.2f %%", 100 * $1 }')
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$1" "$(value "$summary" orders)" "$(value "$summary" lines)" \
    "$(value "$summary" total)" "$(value "$summary" lower_bound)" "$gap" "$(seconds "$folder/out/assign/run.json")"
}

if [ "$task" = forecast ]; then
  mkdir -p "$here/data"
  "$allot" import table "$file" --map "$here/map.yaml" --base "$here/base" --set from=2010-12-01 --set to=2011-12-09 \
    --output "$here/data/year" --quiet
  "$allot" forecast "$here/data/year"
  exit
fi

if [ "$task" = replay ]; then
  mkdir -p "$here/data"
  "$allot" import table "$file" --map "$here/map.yaml" --base "$here/base" --set from=2010-12-01 --set to=2011-12-09 \
    --output "$here/data/year" --quiet
  replay=$here/data/replay
  rm -rf "$replay"
  mkdir -p "$replay"
  ln "$here"/data/year/*.csv* "$replay/"
  sed 's/^as_of:.*/as_of: 2010-12-01/' "$here/data/year/scenario.yaml" > "$replay/scenario.yaml"
  echo "simulation: { start: 2010-12-01, days: 374, every_hours: 24, replenishment: none }" >> "$replay/scenario.yaml"
  "$allot" simulate "$replay" --policies \
    cheapest@siloed,central-first@siloed,cheapest@unified,central-first@unified,nearest-store-first@unified,optimal@unified
  exit
fi

if [ "$task" = weekly ]; then
  echo "| week from | orders | lines | cost | lower bound | gap | seconds |"
  echo "|---|---:|---:|---:|---:|---:|---:|"
  from=2010-11-29
  while [ "$(date -d "$from" +%s)" -le "$(date -d 2011-12-09 +%s)" ]; do
    week "$from" "$(date -d "$from + 6 days" +%Y-%m-%d)"
    from=$(date -d "$from + 7 days" +%Y-%m-%d)
  done
  exit
fi

shares() { # summary.json key: the shares of the policies, over all nodes
  sed '/"nodes": \[/,$d' "$1" | sed -n "/\"$2\"/,/}/s/.*\"local_share\": //p" |
    awk '{ printf " %.2f %% |", 100 * $1 }'
}

carried() { # options of assortment
  echo "| K | most-popular | reverse-exclude | hybrid | held out: most-popular | reverse-exclude | hybrid |"
  echo "|---|---:|---:|---:|---:|---:|---:|"
  for k in 100 250 500 1000 1500 2000 3000; do
    "$allot" assortment "$here/data/year" --capacity "$k" --quiet "$@" >&2
    summary=$here/data/year/out/assortment/summary.json
    echo "| $k |$(shares "$summary" training)$(shares "$summary" holdout)"
  done
}

if [ "$task" = assortment ]; then
  mkdir -p "$here/data"
  "$allot" import table "$file" --map "$here/map.yaml" --base "$here/base" --set from=2010-12-01 --set to=2011-12-09 \
    --output "$here/data/year" --quiet >&2
  echo "Every front node, its own orders"
  carried
  echo "One warehouse, all orders"
  carried --nodes RW-LONDON
  exit
fi

run week 2011-11-07 2011-11-13
run year 2010-12-01 2011-12-09
