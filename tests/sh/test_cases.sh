#!/bin/sh
# Golden cases: tests/cases/**/command is run from the root by sh; what it prints (both streams,
# then "exit N" when N is not 0) must equal `expected` beside it. UPDATE=1 writes `expected`
# anew: read the difference before committing it.
cd "$(dirname "$0")/../.." || exit 1
failed=0
PATH=$(dirname "$INDSATS"):$PATH
export PATH
for command in $(find tests/cases -name command | sort); do
  folder=${command%/command}
  claim=${folder#tests/cases/}
  found=$(TZ=UTC LC_ALL=C.UTF-8 sh "$command" 2>&1 </dev/null; s=$?; [ $s -eq 0 ] || echo "exit $s")
  [ "${UPDATE:-}" = 1 ] && printf '%s\n' "$found" >"$folder/expected"
  if [ "$found" = "$(cat "$folder/expected" 2>/dev/null)" ]; then
    echo "ok - $claim"
  else
    failed=1
    echo "not ok - $claim"
    printf '%s\n' "$found" | diff "$folder/expected" - 2>&1 | head -n 40 | sed 's/^/# /'
  fi
done
exit $failed
