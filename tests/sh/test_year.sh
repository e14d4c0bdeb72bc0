#!/bin/sh
# A year on schedule: twelve releases with corrections, the follow-up run at each, and what it would
# have mailed (tests/cases/year/mails). UPDATE=1 writes that anew.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/claim.sh
root=$PWD
cases=$root/tests/cases/year
unset INDSATS_LEDGER

cd "$dir" || exit 1
cp "$cases/opfoelgning.lua" .
"$INDSATS" -e 'ledger.start()' >/dev/null
for month in 1 2 3 4 5 6 7 8 9 10 11 12; do
  INDSATS_LEDGER=off "$INDSATS" "$cases/release.lua" $month >tal.csv || failed=1
  echo "==== Kørsel $month"
  "$INDSATS" --quiet opfoelgning.lua --out ud >mail 2>&1
  status=$?
  if [ -s mail ]; then sed "s|$PWD/||" mail; else echo "Ingen mail: intet er ændret."; fi
  [ $status -eq 0 ] || echo "(status $status)"
  cp ud/opfoelgning_hedensted.html "$month.html"
done >mails
[ "${UPDATE:-}" = 1 ] && cp mails "$cases/mails"

no_mail_in_july() {
  sed -n '/^==== Kørsel 7$/,/^==== Kørsel 8$/p' mails | grep -q "Ingen mail" && cmp 6.html 7.html
}
since_june() {
  "$INDSATS" -e 'for row in since("2021-06"):rows() do
    assert(math.abs(row.foer + row.kilden_rettede + row.verden_flyttede - row.nu) < 1e-6)
    print(row.maal)
  end' >goals && [ "$(wc -l <goals)" -eq 4 ]
}
no_other_june() {
  before=$(sha256sum <6.html)
  INDSATS_LEDGER=off "$INDSATS" "$cases/release.lua" 6 >tal.csv
  "$INDSATS" opfoelgning.lua --out igen >/dev/null 2>&1
  test "$before" = "$(sha256sum <igen/opfoelgning_hedensted.html)"
}

claim the_mails_of_a_year_are_those_that_a_head_of_department_reads diff "$cases/mails" mails
claim nothing_is_mailed_and_nothing_written_where_nothing_changed no_mail_in_july
claim what_was_published_what_was_corrected_and_what_moved_add_up since_june
claim the_paper_of_june_made_again_in_december_has_the_same_bytes no_other_june
exit $failed
