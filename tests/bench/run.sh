#!/bin/sh
# Speed beside other programs: writes the data, asks every program that is there the same questions,
# compares the answers and prints the table. Exit 1 when answers differ; no time makes it fail.
#   ROWS=1e6          rows of the long table (1e5 and more)
#   REPETITIONS=5     of each question; medians are printed
#   PEERS="..."       some of: duckdb polars data.table
#   COUNT_ROWS=1e4    rows for counting instructions; 0 leaves it out
#   GROWTH=1          ours alone, at SIZES="1e4 1e5 1e6 1e7 5e7" rows: nanoseconds a row
set -eu
cd "$(dirname "$0")/../.."
here=tests/bench
shared=${SHARED:-../shared}
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

# What the bare loop of the yardstick beside the repository takes: the same files, no program.
build_bare() {
  [ -e "$shared/bench/limit.c" ] || return 1
  ! is_older "$there/limit" "$shared/bench/limit.c" ||
    cc -O3 -march=native -pthread -w -o "$there/limit" "$shared/bench/limit.c" -lm
}

# how_to_get PEER
how_to_get() {
  case $1 in
  bare) echo "it is compiled from $shared/bench/limit.c" ;;
  data.table) echo "apt-get install r-cran-data.table" ;;
  *) echo "needs node and npm (apt-get install nodejs npm), which fetch it when this is run again" ;;
  esac
}

# is_here PEER: whether it can be asked.
is_here() {
  case $1 in
  bare) build_bare ;;
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

# The bare loop's times under the names of the questions. It loads once a session, and its first
# question of each kind pays for touching memory: three sessions, without their first repetition.
ask_bare() {
  say "asking the bare loop"
  ln -sf long.csv "$there/data-$rows/long_bench.csv"
  touch_memory
  mkdir -p "$there/out-$rows/bare"
  for session in 1 2 3; do
    "$there/limit" session "$there/data-$rows" bench "$(nproc)" $((repetitions + 1)) - </dev/null |
      awk '$1 == "T" && ($2 ~ /^L/ || $3 > 0)'
  done >"$there/out-$rows/bare/session"
  build/indsats -e 'for _, q in ipairs(dofile "tests/bench/questions.lua") do
    if q.bare then print(q.bare .. "\t" .. q.name) end end' |
    awk -F '\t' -v OFS='\t' 'NR == FNR { name[$1] = $2; next }
      $2 in name { print name[$2], "seconds", $4 }' - "$there/out-$rows/bare/session" \
      >"$there/out-$rows/bare/measures.tsv"
}

# Empty scripts, of the programs that are here. What stands for python3 may be a script itself.
ask_starts() {
  empty=$there/empty
  : >"$empty"
  set --
  for program in lua5.4 python3 Rscript node duckdb; do
    path=$(command -v $program) || { say "start-up of $program skipped: not here"; continue; }
    [ $program != python3 ] || path=$(python3 -c 'import sys; print(sys.executable)')
    set -- "$@" "$path"
  done
  say "asking for nothing"
  build/indsats $here/start.lua "$empty" "$there/out-$rows" 20 build/indsats "$@"
}

# fits ROWS: whether memory and disk hold the data, with some room; says so when they do not.
fits() {
  memory=$(awk '/MemAvailable/ { print $2 * 1024 }' /proc/meminfo)
  disk=$(df -Pk "$there" | awk 'NR == 2 { print $4 * 1024 }')
  awk -v rows="$1" -v memory="$memory" -v disk="$disk" 'BEGIN {
    if (rows * 400 > memory) why = "memory, " rows * 400 / 1e9 " GB"
    else if (rows * 250 > disk) why = "disk, " rows * 250 / 1e9 " GB"
    if (why) print "bench: " rows " rows skipped: too little " why " wanted" > "/dev/stderr"
    exit why != "" }'
}

# Ours alone at one size after the other; the greatest data are not kept.
grow() {
  sizes=
  for size in ${SIZES:-1e4 1e5 1e6 1e7 5e7}; do
    rows=$(printf '%.0f' "$size")
    fits "$rows" || continue
    [ "$rows" -lt 10000000 ] || repetitions=1
    data "$rows"
    rm -rf "$there/out-$rows"
    ask indsats build/indsats $here/queries.lua
    [ "$rows" -le 10000000 ] || rm -rf "$there/data-$rows"
    sizes="$sizes $size"
  done
  # shellcheck disable=SC2086
  build/indsats $here/growth.lua $sizes
}

asked=
if [ "${GROWTH:-0}" != 0 ]; then
  grow
  exit
fi

data "$rows"
rm -rf "$there/out-$rows"
ask indsats build/indsats $here/queries.lua
[ -z "${PEERS-all}" ] || install_npm || say "npm is not here, or it failed"
for peer in ${PEERS-duckdb polars data.table}; do
  is_here "$peer" || { say "$peer skipped: not here; $(how_to_get "$peer")"; continue; }
  case $peer in
  data.table) ask "$peer" Rscript $here/datatable.R ;;
  *) ask "$peer" node --expose-gc "$here/$peer.js" ;;
  esac
done
if is_here bare; then ask_bare; else say "bare loop skipped: not here; $(how_to_get bare)"; fi
ask_starts
status=0
# shellcheck disable=SC2086
build/indsats $here/report.lua "$there/data-$rows" "$there/out-$rows" "$rows" $asked || status=1

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
