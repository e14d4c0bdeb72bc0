#!/bin/sh
# Speed beside other programs: writes the data, asks every program that is there the same questions,
# compares the answers and prints the table. Exit 1 when answers differ; no time makes it fail.
#   ROWS=1e6          rows of the long table (1e5 and more)
#   REPETITIONS=5     of each question; medians are printed
#   PEERS="..."       some of: duckdb polars data.table
#   COUNT_ROWS=1e4    rows for counting instructions; 0 leaves it out
set -eu
cd "$(dirname "$0")/../.."
here=tests/bench
there=build/bench
rows=$(printf '%.0f' "${ROWS:-1e6}")
repetitions=${REPETITIONS:-5}
count_rows=$(printf '%.0f' "${COUNT_ROWS:-1e4}")

# What a cache on disk holds would not be reading.
export INDSATS_CACHE=off
export NODE_PATH="$PWD/$there/node_modules"

say() {
  echo "bench: $*" >&2
}

# is_older FILE SOURCE: whether FILE is to be made again.
is_older() {
  [ ! -e "$1" ] || [ -n "$(find "$2" -newer "$1")" ]
}

# The tools: the writer of data, the clock for our script.
mkdir -p "$there"
! is_older "$there/generate" "$here/generate.c" ||
  cc -std=c11 -O2 -D_GNU_SOURCE -o "$there/generate" "$here/generate.c"
# shellcheck disable=SC2046
! is_older "$there/clock.so" "$here/clock.c" ||
  cc -std=c11 -O2 -D_GNU_SOURCE -fPIC -shared $(pkg-config --cflags lua5.4) \
    -o "$there/clock.so" "$here/clock.c"

# data ROWS: its folder, written again when the writer has changed.
data() {
  folder=$there/data-$1
  if is_older "$folder/sums.tsv" "$there/generate"; then
    mkdir -p "$folder"
    say "writing $1 rows"
    "$there/generate" "$1" data/omraader.csv "$folder"
  fi
  cat "$folder"/*.csv >/dev/null # into the cache of the file system, for every program
}

install_npm() {
  command -v npm >/dev/null || return 1
  cmp -s "$here/package.json" "$there/package.json" && [ -d "$there/node_modules" ] && return 0
  say "installing DuckDB and polars"
  cp "$here/package.json" "$there/"
  # By force, since one of them wants a newer node than Debian's and does without.
  npm install --prefix "$there" --no-audit --no-fund --no-package-lock --force --silent ||
    { rm -f "$there/package.json"; return 1; }
}

# is_here PEER: whether it can be asked.
is_here() {
  case $1 in
  duckdb) node -e 'require("@duckdb/node-api")' ;;
  polars) node -e 'require("nodejs-polars")' ;;
  data.table) Rscript -e 'library(data.table)' ;;
  esac >/dev/null 2>&1
}

# Touch as much memory as a program will ask for, at most 4 GB: a virtual machine that hands memory
# out when it is first touched would charge the first program for it.
touch_memory() {
  bytes=$((rows * 400 < 4000000000 ? rows * 400 : 4000000000))
  head -c "$bytes" /dev/zero | tail -c "$bytes" >/dev/null
}

# ask PROGRAM COMMAND...: its answers and measures, in a folder of its name.
ask() {
  out=$there/out-$rows/$1
  say "asking $1"
  program=$1
  shift
  mkdir -p "$out"
  touch_memory
  "$@" "$there/data-$rows" "$out" "$repetitions" || {
    say "$program failed"
    exit 1
  }
  asked="$asked $program"
}

data "$rows"
rm -rf "$there/out-$rows"
install_npm || say "no npm, or it failed"
asked=
ask indsats build/indsats $here/queries.lua
for peer in ${PEERS-duckdb polars data.table}; do
  is_here "$peer" || { say "$peer skipped: not here"; continue; }
  case $peer in
  data.table) ask "$peer" Rscript $here/datatable.R ;;
  *) ask "$peer" node --expose-gc "$here/$peer.js" ;;
  esac
done
status=0
# shellcheck disable=SC2086
build/indsats $here/report.lua "$there/data-$rows" "$there/out-$rows" $asked || status=1

if [ "$count_rows" -gt 0 ] && command -v valgrind >/dev/null; then
  data "$count_rows"
  counts=$there/counts
  rm -rf "$counts"
  mkdir -p "$counts"
  say "counting instructions"
  valgrind --tool=callgrind --callgrind-out-file="$counts/callgrind" --log-file="$counts/log" \
    build/indsats $here/queries.lua "$there/data-$count_rows" "$counts" 1
  build/indsats $here/counts.lua "$counts" "$count_rows"
fi
exit $status
