#!/bin/sh
# The main job gives the same bytes whatever the locale, the time zone, the folder and
# the user's home; and it leaves files alone that would not change.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/claim.sh
root=$PWD

# job NAME [NAME=VALUE...]: the main job, its files in $dir/NAME and its text in $dir/NAME.txt.
job() {
  name=$1
  shift
  env "$@" "$INDSATS" "$root/scripts/opfoelgning.lua" --out "$dir/$name" >"$dir/$name.all" || return 1
  grep -v '^skrevet: ' "$dir/$name.all" >"$dir/$name.txt"
}
same() {
  diff -r "$dir/first" "$dir/$1" && cmp "$dir/first.txt" "$dir/$1.txt"
}

job first TZ=UTC LC_ALL=C.UTF-8
claim the_main_job_writes_its_files_and_a_manifest test "$(ls "$dir/first" | tr '\n' ' ')" = \
  "opfoelgning.html opfoelgning.json opfoelgning.manifest.json opfoelgning.md "
job zone TZ=Pacific/Auckland LC_ALL=da_DK.UTF-8 LANG=tr_TR.UTF-8
claim another_zone_and_locale_give_the_same_bytes same zone
(cd "$dir" && job folder HOME="$dir" COLUMNS=80)
claim another_folder_and_home_give_the_same_bytes same folder
before=$(stat -c %Y.%i "$dir/first/opfoelgning.html")
sleep 1
job first TZ=UTC LC_ALL=C.UTF-8
claim a_file_that_would_not_change_is_left_alone \
  test "$before" = "$(stat -c %Y.%i "$dir/first/opfoelgning.html")"
exit $failed
