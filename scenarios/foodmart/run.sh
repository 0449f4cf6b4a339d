#!/bin/sh
# Imports a year of FoodMart and expects the demand of the four weeks after it.
#
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
"$allot" forecast "$here/data/year"
