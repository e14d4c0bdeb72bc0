#!/bin/sh
# The follow-ups of all municipalities in one run: 98, each the same bytes as when it is made alone.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/claim.sh

# as_alone NAME: its three files are those of the run of all.
as_alone() {
  "$INDSATS" scripts/opfoelgning.lua --kommune "$1" --out "$dir/alone" >/dev/null || return 1
  for file in "$dir"/alone/*; do cmp "$file" "$dir/all/${file##*/}" || return 1; done
  rm -r "$dir/alone"
}

"$INDSATS" scripts/opfoelgning.lua --kommune alle --out "$dir/all" >"$dir/said"
claim all_municipalities_are_told test "$(cat "$dir/said")" = "98 opfølgninger i $dir/all"
claim there_is_a_page_of_each test "$(ls "$dir"/all/*.html | wc -l)" -eq 98
claim a_municipality_alone_has_the_same_bytes as_alone Ærø
claim one_of_the_rar_alone_has_the_same_bytes as_alone Horsens
claim hedensted_with_its_own_counts_has_the_same_bytes as_alone Hedensted
claim every_document_says_that_it_is_made_up \
  test "$(grep -l SYNTETISK "$dir"/all/*.md | wc -l)" -eq 98
"$INDSATS" --threads 1 scripts/opfoelgning.lua --kommune alle --out "$dir/one" >/dev/null
claim one_process_gives_the_same_bytes diff -r "$dir/all" "$dir/one"
exit $failed
