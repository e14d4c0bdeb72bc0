#!/bin/sh
# axe-core in headless Chromium finds nothing (WCAG 2.1 A and AA) in any HTML that the scripts make,
# nor in a document with every element. AXE_CORE names another axe.min.js than that of tests/axe.sh.
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0
axe=${AXE_CORE:-build/axe/node_modules/axe-core/axe.min.js}
SCRIPTS="opfoelgning foer_efter_covid ledelsesinformation ledighed varighed potentiale statusskema
  projekter fokusliste"
why=
command -v chromium >/dev/null || why="Chromium is not installed"
[ -e "$axe" ] || why="axe-core is not here (tests/axe.sh)"
if [ -n "$why" ]; then
  for name in document $SCRIPTS; do
    echo "ok - axe_finds_nothing_in_$name # SKIP $why"
  done
  exit 0
fi
[ "$(id -u)" = 0 ] && root=--no-sandbox

cat >"$dir/make.lua" <<'LUA'
local doc = dofile "tests/cases/report/document.lua"
assert(require("report.files").write(arg[1], require("report.html").render(doc)))
LUA
cat >"$dir/run.js" <<'JS'
axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then(function (found) {
  var lines = found.violations.map(function (one) {
    return "# " + one.id + ": " + one.help + ": " + one.nodes[0].html;
  });
  var wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) lines.push("# the page is " + wide + " wider than its window");
  lines.push("AXE " + lines.length + " of " + found.passes.length);
  document.documentElement.textContent = lines.join("\n");
});
JS

# look FILE WIDTH: what axe says of the page in a window of that width, as lines.
look() {
  { cat "$1" && echo "<script>" && cat "$axe" && echo "</script><script>" && cat "$dir/run.js" &&
    echo "</script>"; } >"$dir/page.html"
  timeout 120 chromium --headless ${root:-} --disable-gpu --no-first-run --hide-scrollbars \
    --user-data-dir="$dir/profile" --window-size="$2",900 --virtual-time-budget=60000 --dump-dom \
    "file://$dir/page.html" 2>/dev/null
}
# accessible NAME WIDTH...: the claim holds when axe has looked and found nothing at each width.
accessible() {
  name=$1
  shift
  for width; do
    look "$dir/$name.html" "$width" >"$dir/found"
    grep -q 'AXE 0 of [1-9]' "$dir/found" || {
      failed=1
      echo "not ok - axe_finds_nothing_in_$name"
      grep -o '# .*\|AXE.*' "$dir/found" | cut -c1-200 | sed "s/^/# at $width: /"
      return
    }
  done
  echo "ok - axe_finds_nothing_in_$name"
}

"$INDSATS" "$dir/make.lua" "$dir/document.html" || exit 1
accessible document 1280 500
for name in $SCRIPTS; do
  "$INDSATS" "scripts/$name.lua" --out "$dir" --format html >/dev/null || exit 1
  accessible "$name" 1280
done

# axe must be able to find something.
echo '<html><head><title>x</title></head><body><img src="x"></body></html>' >"$dir/bad.html"
look "$dir/bad.html" 1280 >"$dir/found"
if grep -q 'AXE [1-9]' "$dir/found"; then echo "ok - axe_finds_what_is_wrong"; else
  failed=1
  echo "not ok - axe_finds_what_is_wrong"
fi
exit $failed
