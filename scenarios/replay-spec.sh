#!/bin/sh
# Generates the network of a scenario's spec.yaml and replays its demand under several policies.
#
#   replay-spec.sh NAME POLICIES REPLICATIONS QUICK_SCALE [--quick]
#   --quick   a network of QUICK_SCALE the size and two replications: seconds, for a look and for CI
#   ALLOT=…   the program to run; default: the one built in this clone, else allot
#
# Called by the run.sh of each scenario that is made from an article. Everything goes to the scenario's data/, which git
# leaves alone.
set -eu
scenarios=$(cd "$(dirname "$0")" && pwd)
allot=${ALLOT:-}
if [ -z "$allot" ]; then
  allot=$scenarios/../.build/release/allot
  [ -x "$allot" ] || allot=allot
fi
name=$1
policies=$2
replications=$3
scale=1
folder=$scenarios/$name/data/full
case "${5:-}" in
  --quick)
    scale=$4
    replications=2
    folder=$scenarios/$name/data/quick
    ;;
  "") ;;
  *)
    echo "usage: scenarios/$name/run.sh [--quick]" >&2
    exit 64
    ;;
esac
mkdir -p "$scenarios/$name/data"
"$allot" generate "$folder" --spec "$scenarios/$name/spec.yaml" --scale "$scale"
"$allot" simulate "$folder" --policies "$policies" --replications "$replications" --by tier,category
