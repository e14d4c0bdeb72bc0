#!/bin/sh
# The follow-ups of the municipalities with a ledger: each tells what its own earlier ones said, alone
# as with all, by one process as by two, with another run beside it, and after one that was killed.
cd "$(dirname "$0")/../.." || exit 1
[ -w /dev/shm ] && export TMPDIR=/dev/shm # where a flush takes no time
. tests/sh/claim.sh
unset INDSATS_LEDGER
script=$PWD/scripts/opfoelgning.lua
cd "$dir" || exit 1

# all WORKSPACE FOLDER DAY [OPTION...]: the follow-ups of all municipalities for a day.
all() {
  place=$1 folder=$2 day=$3
  shift 3
  (cd "$place" && "$INDSATS" "$@" "$script" --kommune alle --as-of "$day" --out "$folder" >/dev/null)
}
# alone WORKSPACE FOLDER DAY NAME: that of one municipality.
alone() {
  (cd "$1" && "$INDSATS" "$script" --kommune "$4" --as-of "$3" --out "$2" >/dev/null)
}
papers() { (cd "$1" && "$INDSATS" -e 'print(#ledger.papers())'); }
# same A B: both folders hold the same files.
same() { diff -rq "$1" "$2"; }

mkdir main
(cd main && "$INDSATS" -e 'ledger.start()' >/dev/null)
all main ud 2021-06-30
cp -r main beside
cp -r main killed
cp -r main early
all main ud 2021-09-30
page=main/ud/opfoelgning_horsens.md

no_history_at_first() {
  alone early first 2021-03-31 Horsens && ! grep -q 'Siden sidst' early/first/*.md
}
what_moved() {
  grep -q '^## Siden sidst$' $page && grep -q 'opfølgningen for 30. juni 2021' $page &&
    grep -q 'Udvikling.*Rettelse' $page && grep -q '^- \*\*Status før:\*\* ' $page
}
as_alone() {
  alone main alone 2021-09-30 "$1" || return 1
  for file in main/alone/*; do cmp "$file" "main/ud/${file##*/}" || return 1; done
  rm -r main/alone
}
verified() { (cd main && "$INDSATS" --verify ud/opfoelgning_aeroe.html) | grep -q ': same$'; }
outdated_by_the_ledger() {
  cp main/ud/opfoelgning_horsens.* early # where the ledger has a paper of March besides
  (cd early && "$INDSATS" --outdated opfoelgning_horsens.html) | grep -q 'what the ledger tells of'
}
own_figures_stand_alone() {
  (cd main && "$INDSATS" -e 'local paper = require "ledger.paper"
    assert(not paper.earlier("opfoelgning_horsens", "2021-09-30"))
    assert(paper.earlier("opfoelgning_horsens (SYNTETISK)", "2021-09-30"))')
}
at_once() {
  all beside one 2021-09-30 --threads 1 &
  all beside two 2021-09-30 --threads 2 || return 1
  wait $! && same beside/one main/ud && same beside/two main/ud && test "$(papers beside)" -eq 196
}

# Kill all processes of a run after a while; each paper that the ledger has is whole.
kill_after() {
  (cd killed && exec setsid "$INDSATS" "$script" --kommune alle --as-of 2021-09-30 --out ud) \
    >/dev/null 2>&1 &
  run=$!
  sleep "$1"
  kill -KILL -- -$run 2>/dev/null
  wait $run 2>/dev/null
  (cd killed && "$INDSATS" -e 'local paper = require "ledger.paper"
    for _, one in ipairs(paper.all()) do
      local whole = paper.find(one.id)
      assert(#whole.verdicts > 0 and #whole.figures > 0, one.name)
    end
    local check = require("native").sqlite_open ".indsats/ledger.sqlite":run "PRAGMA integrity_check"
    assert(check[1].integrity_check == "ok")')
}
killed() {
  for time in 0.7 1.3 2; do kill_after $time || return 1; done
  all killed ud 2021-09-30 && same killed/ud main/ud && test "$(papers killed)" -eq 196
}

claim a_first_follow_up_of_a_municipality_has_no_history no_history_at_first
claim the_next_tells_what_the_status_was_and_what_has_moved what_moved
claim a_municipality_alone_tells_the_same as_alone Horsens
claim one_outside_the_rar_alone_tells_the_same as_alone Ærø
claim the_same_again_is_noted_once test "$(papers main)" -eq 196
claim it_is_verified_alone verified
claim a_paper_of_earlier_days_that_comes_later_makes_it_outdated outdated_by_the_ledger
claim made_up_figures_are_no_history_of_a_municipality_s_own own_figures_stand_alone
claim two_runs_at_once_with_one_process_and_two_tell_the_same at_once
claim a_run_that_is_killed_leaves_whole_papers_and_the_next_makes_the_rest killed
exit $failed
