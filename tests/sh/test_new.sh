#!/bin/sh
# indsats --new FILE: a follow-up to begin from, which runs as it is and for another municipality.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/claim.sh

# in_municipality NAME: the script with that name in place of the one it came with, as text.
in_municipality() {
  sed "s/^local KOMMUNE = .*/local KOMMUNE = \"$1\"/" "$dir/ny.lua" >"$dir/anden.lua"
  "$INDSATS" "$dir/anden.lua" 2>&1
}
# says TEXT NAME
says() {
  in_municipality "$2" | grep -qF "$1"
}
# names NAME OTHER: the document for NAME tells of it and never of OTHER.
names() {
  in_municipality "$1" >"$dir/text"
  grep -q "$1" "$dir/text" && ! grep -q "$2" "$dir/text"
}
refused() {
  "$INDSATS" --new "$dir/ny.lua" 2>"$dir/said"
  test $? -eq 73 && grep -q "is there already; nothing was written" "$dir/said"
}
stays() {
  echo "-- mine" >"$dir/ny.lua"
  refused && test "$(cat "$dir/ny.lua")" = "-- mine"
}
# The same goals on figures of one's own, published, which are printed as they are.
own_figures() {
  sed -n '1p; s/;Hedensted;/;Odder;/p' data/publicerede_tal.csv >"$dir/tal.csv"
  sed -e 's/^local KOMMUNE = .*/local KOMMUNE = "Odder"/' \
    -e "s|^local TAL = .*|local TAL = \"$dir/tal.csv\"|" "$dir/ny.lua" >"$dir/egne.lua"
  "$INDSATS" "$dir/egne.lua" >"$dir/text" 2>&1
  grep -q "Odder Kommune" "$dir/text" && ! grep -q SYNTETISK "$dir/text"
}

"$INDSATS" --new "$dir/ny.lua" >/dev/null
claim a_new_script_is_written test -s "$dir/ny.lua"
claim it_runs_as_it_is says "Aabenraa Kommune" Aabenraa
claim it_says_that_its_figures_are_made_up says SYNTETISK Aabenraa
claim one_name_makes_it_anothers names Ringkøbing-Skjern Aabenraa
claim a_name_that_is_misspelled_is_answered_with_the_right_one says "did you mean 'Aarhus'" Aarhuus
claim it_runs_on_figures_of_ones_own own_figures
claim a_file_that_is_there_is_never_overwritten stays
exit $failed
