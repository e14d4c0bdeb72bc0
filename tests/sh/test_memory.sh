#!/bin/sh
# Too little memory ends in an error that says so and what to do, wherever it gives out: never in a
# crash, never in fewer rows.
cd "$(dirname "$0")/../.." || exit 1
failed=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

case $INDSATS in
*/asan/* | */tsan/*)
  echo "ok - memory_that_gives_out # SKIP the sanitizers need all of the address space"
  exit 0
  ;;
esac

awk 'BEGIN {
  print "periode;navn;antal;andel"
  for (i = 0; i < 200000; i++)
    printf "%dM%02d;borger %d;%d;%d,%d\n", 2000 + i % 20, 1 + i % 12, i * 7 % 200003, i, i % 97, i % 10
}' >"$dir/plain.csv"
sed 's/^\(.*\);borger \([0-9]*\)/\1;"borger ""\2"""/' "$dir/plain.csv" >"$dir/quoted.csv"
sed 's/borger/børger/' "$dir/plain.csv" | iconv -t WINDOWS-1252 | tr '\n' '\r' >"$dir/whole.csv"
{
  printf '{"columns": ["navn", "antal"], "rows": [["x", 1]'
  awk 'BEGIN { for (i = 1; i < 200000; i++) printf ",\n[\"borger %d\", %d]", i, i }'
  printf ']}\n'
} >"$dir/answer.json"

# try KIND LIMIT FILE: whether all rows were read, or want of memory was said. Counts the latter.
try() {
  (
    ulimit "$1" "$2" || exit 1
    exec "$INDSATS" -e 'print(#read(...))' "$3"
  ) >"$dir/out" 2>"$dir/err"
  status=$?
  [ $status = 127 ] && return 0 # its libraries had no room
  [ $status = 0 ] && [ "$(cat "$dir/out")" = 200000 ] && return 0
  if [ $status = 1 ] && grep -q 'not enough memory to read its' "$dir/err" &&
    grep -q 'split it by rows' "$dir/err"; then
    refused=$((refused + 1))
    return 0
  fi
  [ $status = 1 ] && grep -qE 'not enough memory|out of memory' "$dir/err"
}

for file in plain.csv quoted.csv whole.csv answer.json; do
  refused=0
  ok=ok
  for limit in 6000 9000 13000 17000 23000 30000 37000 44000 54000 70000; do
    for kind in -v -d; do
      try $kind $limit "$dir/$file" && continue
      ok="not ok"
      failed=1
      echo "# ulimit $kind $limit, $file: status $status"
      sed 's/^/# /' "$dir/out" "$dir/err"
    done
  done
  if [ $refused -lt 3 ]; then
    ok="not ok"
    failed=1
    echo "# $file: told only $refused times that memory is wanted"
  fi
  echo "$ok - too_little_memory_for_${file%.*}_is_said"
done
exit $failed
