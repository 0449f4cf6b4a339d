#!/bin/sh
# Runs the microbenchmarks of the hot kernels.
#
#   kernels.sh --help              all options of the tool
#   kernels.sh --filter bound      some of them
set -eu
cd "$(dirname "$0")"
exec swift package --allow-writing-to-package-directory benchmark "$@"
