#!/bin/sh
# Run every test and count. Each test program prints TAP lines ("ok - claim", "not ok - claim",
# "ok - claim # SKIP why"). Closes with "N passed, N failed, N skipped"; exit 1 when one failed.
# BUILD: the build to test. ONLY=word: just the test files whose name holds the word.
set -u
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build/release}
export INDSATS=$PWD/$BUILD/indsats
export CMOCKA_MESSAGE_OUTPUT=TAP
export INDSATS_CACHE=off # nothing of a test stays in the cache of who runs it
export INDSATS_LEDGER=off # nor is anything noted in a ledger that stands here
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0:verify_asan_link_order=0}
log=$(mktemp)
one=$(mktemp)
trap 'rm -f "$log" "$one"' EXIT

# run NAME COMMAND...: keep its TAP lines; show what failed and a program that broke off.
run() {
  name=$1
  shift
  case "$name" in *"${ONLY:-}"*) ;; *) return ;; esac
  "$@" >"$one" 2>&1 </dev/null
  status=$?
  sed -i 's/^not ok \(.*# SKIP\)/ok \1/' "$one" # cmocka calls a skipped test not ok
  grep -E '^(ok|not ok)\b' "$one" | sed "s|^|$name: |" >>"$log"
  if grep -q '^not ok' "$one" || { [ $status -ne 0 ] && ! grep -q '^not ok' "$one"; }; then
    echo "--- $name (exit $status)"
    grep -vE '^ok' "$one" | head -n 60
  fi
  if [ $status -ne 0 ] && ! grep -q '^not ok' "$one"; then
    echo "$name: not ok - runs to its end (exit $status)" >>"$log"
  fi
  if [ $status -eq 0 ] && ! grep -qE '^(ok|not ok)' "$one"; then
    echo "$name: not ok - runs at least one test" >>"$log"
  fi
}

for program in $(find "$BUILD/tests/c" -maxdepth 1 -type f -name 'test_*' ! -name '*.*' | sort); do
  run "${program##*/}" "$program"
done
for target in $(find "$BUILD/tests/fuzz" -maxdepth 1 -type f -name 'fuzz_*' ! -name '*.*' 2>/dev/null | sort); do
  run "${target##*/}" "$target" "tests/fuzz/corpus/${target##*/fuzz_}"
done
for script in tests/lua/test_*.lua tests/stat/test_*.lua; do
  [ -e "$script" ] && run "${script##*/}" "$INDSATS" "$script"
done
for script in tests/sh/test_*.sh; do
  [ -e "$script" ] && run "${script##*/}" sh "$script"
done

passed=$(grep -E ': ok\b' "$log" | grep -cv '# SKIP')
skipped=$(grep -E ': ok\b' "$log" | grep -c '# SKIP')
failed=$(grep -c ': not ok' "$log")
grep -E '# SKIP' "$log" | sed 's/^/skipped: /'
grep ': not ok' "$log" | sed 's/^/failed: /'
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
