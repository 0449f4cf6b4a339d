#!/bin/sh
# Imports a year of FoodMart and expects the demand of the four weeks after it.
#
#   run.sh replay [FOLDER]   replays March to December under four policies of replenishment
#   run.sh [FOLDER]   FOLDER: holds sales_1997.csv.gz, products.csv and stores.csv; default: foodmart below the folder
#                     that ALLOT_DATA names
#   ALLOT=…           the program to run; default: the one built in this clone, else allot
#
# The files never become part of the project: everything made of them goes to data/, which git leaves alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
allot=${ALLOT:-}
if [ -z "$allot" ]; then
  allot=$here/../../.build/release/allot
  [ -x "$allot" ] || allot=allot
fi
task=
if [ "${1:-}" = replay ]; then
  task=$1
  shift
fi
folder=${1:-${ALLOT_DATA:+$ALLOT_DATA/foodmart}}
if [ -z "$folder" ] || [ ! -f "$folder/sales_1997.csv.gz" ]; then
  {
    if [ -n "$folder" ]; then echo "$folder/sales_1997.csv.gz: no such file"; else echo "The data is not here."; fi
    echo "FoodMart is published as foodmart-data-json (J. Hyde, Apache-2.0); as CSV it is sales_1997.csv.gz, products.csv"
    echo "and stores.csv. Then: $0 FOLDER, or set ALLOT_DATA to the folder that holds foodmart/"
  } >&2
  exit 66
fi
mkdir -p "$here/data"
"$allot" import table "sales=$folder/sales_1997.csv.gz" "products=$folder/products.csv" "stores=$folder/stores.csv" \
  --map "$here/map.yaml" --base "$here/base" --output "$here/data/year"
if [ -z "$task" ]; then
  "$allot" forecast "$here/data/year"
  exit
fi

# Ten months of demand, after two to learn from. A store opens with what it sold in February, and orders by the week; its
# warehouse has a week of that for all it serves, and buys from suppliers in seven days.
replay=$here/data/replay
rm -rf "$replay"
mkdir -p "$replay"
for table in nodes skus lanes; do cp "$here/data/year/$table.csv" "$replay/"; done
ln "$here"/data/year/demand.csv* "$replay/"
sed 's/^as_of:.*/as_of: 1997-03-03/' "$here/data/year/scenario.yaml" > "$replay/scenario.yaml"
cat >> "$replay/scenario.yaml" <<YAML
simulation: { start: 1997-03-03, days: 304, warmup_days: 28, review_days: 7, fulfilment: cheapest }
YAML
demand() { if [ -f "$replay/demand.csv.gz" ]; then gzip -dc "$replay/demand.csv.gz"; else cat "$replay/demand.csv"; fi; }
demand | awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "node_id,sku_id,on_hand"; next }
  $at["date"] >= "1997-02-03" && $at["date"] < "1997-03-03" { sold[$at["node_id"] "," $at["sku_id"]] += $at["quantity"] }
  END {
    for (key in sold) {
      print key "," sold[key]
      warehouse = key; sub(/^S/, "W", warehouse)
      print warehouse "," int((sold[key] + 3) / 4)
    }
  }' | { read -r header; echo "$header"; sort; } > "$replay/stock.csv"
demand | awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "node_id,sku_id,lead_days"; next }
  { warehouse = $at["node_id"]; sub(/^S/, "W", warehouse); key = warehouse "," $at["sku_id"]
    if (!(key in seen)) { seen[key] = 1; print key ",7" } }' > "$replay/supply.csv"
"$allot" simulate "$replay" --policies cheapest+none,cheapest+min_max,cheapest+base_stock,cheapest+planned
