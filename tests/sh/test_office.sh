#!/bin/sh
# Workbooks and Word documents as LibreOffice opens them: without a word, turned into PDF, their
# texts as they were given. Skipped by name where there is no LibreOffice.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/claim.sh
office=$(command -v soffice || command -v libreoffice || :)
CLAIMS="workbooks_and_word_documents_open_in_libreoffice texts_of_a_workbook_are_never_calculated
  texts_of_a_word_document_are_as_they_were_given
  charts_are_drawn_with_limits_events_and_what_would_have_been"
if [ -z "$office" ]; then
  for claim in $CLAIMS; do echo "ok - $claim # SKIP LibreOffice is not installed"; done
  exit 0
fi

# convert FORMAT FILE...: into $dir/out; fails when LibreOffice says anything on its error stream.
convert() {
  format=$1
  shift
  "$office" "-env:UserInstallation=file://$dir/profile" --headless --convert-to "$format" \
    --outdir "$dir/out" "$@" >"$dir/said" 2>"$dir/errors" || return 1
  ! grep -vi 'javaldx\|^$' "$dir/errors" | sed 's/^/# /' | grep .
}
pdf() { head -c 5 "$1" 2>/dev/null | grep -q '^%PDF-'; }
holds() { grep -qF -- "$2" "$1" || { echo "# $1 lacks: $2"; false; }; }

cat >"$dir/make.lua" <<'LUA'
local output, files = require "report.output", require "report.files"
for _, name in ipairs { "document", "hostile" } do
  local found = dofile("tests/cases/report/" .. name .. ".lua")
  local doc = found.document and found.document() or found
  assert(files.write_all(arg[1], output.render(doc, name, { "xlsx", "docx" })))
end
LUA
"$INDSATS" "$dir/make.lua" "$dir" || exit 1
"$INDSATS" scripts/opfoelgning.lua --out "$dir" --format xlsx,docx >/dev/null || exit 1

for form in xlsx docx; do
  for name in document hostile opfoelgning; do mv "$dir/$name.$form" "$dir/$name-$form.$form"; done
done
convert pdf "$dir"/*.xlsx "$dir"/*.docx
claim workbooks_and_word_documents_open_in_libreoffice test $? -eq 0
for form in xlsx docx; do
  for name in document hostile opfoelgning; do
    claim "${name}_${form}_becomes_a_pdf" pdf "$dir/out/$name-$form.pdf"
  done
done

calculated() {
  convert 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1' \
    "$dir/hostile-xlsx.xlsx" || return 1
  sheet=$(ls -d "$dir"/out/hostile-xlsx-Tabel*1.csv)
  for text in '=1+1' '+1+1' '-1+1' '@SUM(A1)' "=cmd|' /C calc'!A0" '<script>alert(1)</script>'; do
    holds "$sheet" "$text" || return 1
  done
  ! grep -lE '#NAME|#REF|#VALUE|Err:' "$dir"/out/hostile-xlsx-*.csv
}
claim texts_of_a_workbook_are_never_calculated calculated

given() {
  convert txt:Text "$dir/hostile-docx.docx" "$dir/document-docx.docx" || return 1
  for text in '=1+1' '<script>alert(1)</script>' ']]></w:t>' '&amp; &lt;' '\x1B[31mred' '{{x}}'; do
    holds "$dir/out/hostile-docx.txt" "$text" || return 1
  done
  for text in 'Opfølgning på strategi og mål' 'Bilag 1. Sådan er tallene beregnet' '131' \
    'næsten på niveau' '1.867' 'SHA-256 9f86d0' 'Små grupper svinger'; do
    holds "$dir/out/document-docx.txt" "$text" || return 1
  done
}
claim texts_of_a_word_document_are_as_they_were_given given

# What LibreOffice draws in the charts of both stands as text on their pages.
drawn() {
  for form in xlsx docx; do
    pdftotext "$dir/out/document-$form.pdf" "$dir/drawn.txt" || return 1
    for text in 'Øvre grænse: 110' 'Uden nedlukning' 'RAR Østjylland: 16,4' '91 pct.' \
      'Første'; do
      holds "$dir/drawn.txt" "$text" || return 1
    done
  done
}
if command -v pdftotext >/dev/null; then
  claim charts_are_drawn_with_limits_events_and_what_would_have_been drawn
else
  echo "ok - charts_are_drawn_with_limits_events_and_what_would_have_been # SKIP no pdftotext"
fi

pdf_job() {
  "$INDSATS" scripts/fokusliste.lua --out "$dir/$1" --format pdf >"$dir/said" 2>&1
}
if command -v chromium >/dev/null; then
  pdf_job first && pdf_job second
  claim a_pdf_is_printed_the_same_each_time cmp -s "$dir/first/fokusliste.pdf" \
    "$dir/second/fokusliste.pdf"
  claim a_pdf_holds_the_day_of_the_document_only grep -qa 'CreationDate (D:20210930000000' \
    "$dir/first/fokusliste.pdf"
else
  echo "ok - a_pdf_is_printed_the_same_each_time # SKIP Chromium is not installed"
fi
mkdir "$dir/bin"
for tool in mktemp rm sh; do ln -s "$(command -v $tool)" "$dir/bin/"; done
without_printers() {
  PATH=$dir/bin "$INDSATS" scripts/fokusliste.lua --out "$dir/none" --format pdf >"$dir/said" 2>&1
  [ $? -eq 1 ] && holds "$dir/said" "neither is installed" && [ ! -e "$dir/none/fokusliste.pdf" ]
}
claim without_chromium_and_libreoffice_a_sentence_says_so without_printers
exit $failed
