#!/bin/sh
# Before the article's remedy, after it, and with allot's planners: the same demand under each. [--quick]
exec "$(dirname "$0")/../replay-spec.sh" home-pickup "central-first+base_stock@siloed,central-first+base_stock@unified,optimal+planned@unified" 3 0.1 "$@"
