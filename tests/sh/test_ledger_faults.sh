#!/bin/sh
# The ledger on a full disk, on a disk that fails, with calls that are interrupted, and killed at any
# moment: what it held before it still holds, a paper is noted whole or not at all, and the next run
# notes it.
cd "$(dirname "$0")/../.." || exit 1
if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
  echo "ok - a_ledger_survives_faults # SKIP strace is not there"
  exit 0
fi
[ -w /dev/shm ] && export TMPDIR=/dev/shm # where a flush takes no time
. tests/sh/claim.sh
cd "$dir" || exit 1
unset INDSATS_LEDGER

printf 'Omraade;Periode;Antal\nHedensted;2021M01;10\n' >a.csv
cat >paper.lua <<'LUA'
local count = #read "a.csv"
require("ledger.paper").note("status", "Status", arg[1], {
  verdicts = { { goal = "g", text = "Flere i praktik", word = "bagud", reason = "Fordi." } },
  figures = { { goal = "g", caption = "Andel", unit = "pct.",
    points = { { period = "2021M02", value = 19.5 }, { period = "2021M03", value = 20.0 } } } } })
LUA
# Look whether what the ledger holds is whole, and how many papers that is; then run once more, which
# must make it two.
cat >look.lua <<'LUA'
local paper, vintage = require "ledger.paper", require "ledger.vintage"
local function look()
  local papers = paper.all()
  for _, one in ipairs(papers) do
    local whole = paper.find(one.id)
    assert(#whole.verdicts == 1 and #whole.figures[1].points == 2, "a paper is not whole")
  end
  for _, one in ipairs(vintage.all()) do
    assert(require("native").sha256_file(".indsats/" .. one.kept) == one.sha256)
  end
  local check = require("native").sqlite_open ".indsats/ledger.sqlite":run "PRAGMA integrity_check"
  assert(check[1].integrity_check == "ok", check[1].integrity_check)
  return #papers
end
local found = look()
dofile "paper.lua"
assert(look() == 2, "the next run does not make it whole")
print(found)
LUA
# A ledger with one paper; a second is to come, of other bytes.
prepare() {
  rm -rf .indsats
  cp -r before .indsats
}
"$INDSATS" -e 'ledger.start()' >/dev/null
"$INDSATS" paper.lua 2021-03-31 || exit 1
mv .indsats before
echo "Hedensted;2021M02;12" >>a.csv

# sweep FAULT: let each call of these kinds fail in turn, until a run makes fewer. strace counts each
# kind by itself.
sweep() {
  all=0
  for call in pwrite64 write fsync fdatasync unlink rename ftruncate mkdir; do
    sweep_call "$1" $call || return 1
  done
  [ $all -gt 20 ] || { echo "# only $all calls"; return 1; }
}
sweep_call() {
  at=1
  while :; do
    prepare
    strace -f -o trace -e trace="$2" \
      -e inject="$2:$1:when=$at" "$INDSATS" paper.lua 2021-06-30 >/dev/null 2>messages
    status=$?
    grep -q 'INJECTED\|killed by' trace || break
    found=$("$INDSATS" look.lua 2021-06-30) || { echo "# $1 at $2 number $at"; return 1; }
    if [ $status -eq 0 ] && [ "$found" != 2 ]; then
      echo "# $1 at $2 number $at: exit 0, and the paper is not there"
      return 1
    fi
    at=$((at + 1))
  done
  all=$((all + at - 1))
}

claim a_full_disk_leaves_the_old_ledger_or_the_new sweep error=ENOSPC
claim a_disk_that_fails_leaves_the_old_ledger_or_the_new sweep error=EIO
claim an_interrupted_call_leaves_the_old_ledger_or_the_new sweep error=EINTR
claim a_kill_at_any_call_leaves_the_old_ledger_or_the_new sweep signal=KILL
exit $failed
