#!/bin/sh
# Before the article's remedy, after it, and with allot's planners: the same demand under each. [--quick]
exec "$(dirname "$0")/../replay-spec.sh" sportswear-slow-movers "central-first+min_max@siloed,nearest-store-first+min_max@unified,optimal+planned@unified" 3 0.1 "$@"
