#!/bin/sh
# No figure stands in the running text of a page without a link to where it comes from. Left out, as
# no figures of ours: days and periods; what is quoted; names that hold a number (kapitel 3, Covid-19,
# 16-66-årige); how many of the figures in a sentence do something (2 af 4 tal); what is linked
# already in the same sentence; notes on method beside tables and figures; and the recomputations,
# which name document and place themselves.
cd "$(dirname "$0")/../.." || exit 1
. tests/sh/claim.sh

cat >"$dir/scan.lua" <<'LUA'
local file = assert(io.open(arg[1]))
local page = file:read "a"
file:close()

local MONTHS = { "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec" }

local function without_periods(text)
  text = text:gsub("%d%. kv[ta]%w*%.? %d%d%d%d", ""):gsub("%d%. halvår %d%d%d%d", "")
  for _, month in ipairs(MONTHS) do
    text = text:gsub("%d?%d?%.? ?" .. month .. "%w*%.? %d%d%d%d", "")
  end
  return (text:gsub("%f[%d][12][09]%d%d%f[%D]", ""))
end

local NAMES = { "Covid%-?19", "225%-timers", "16%-66%-årige", "kapitel %d+", "punkt %d+",
  "anbefaling %d+", "Anbefaling %d+", "1 måned efter" }

-- The text of an element without its links, whose figures are left out where they come again.
local function bare(markup)
  local linked = {}
  markup = markup:gsub("<a [^>]*>(.-)</a>", function(inner)
    for figure in inner:gmatch "%d[%d%.,]*" do linked[figure:gsub("[%.,]$", "")] = true end
    return ""
  end)
  local text = markup:gsub("<[^>]+>", ""):gsub("\u{A0}", " "):gsub("%s+", " ")
  text = text:gsub("&#%d+;", "'")
  text = text:gsub("»[^«]*«", "")
  for _, name in ipairs(NAMES) do text = text:gsub(name, "") end
  text = without_periods(text):gsub("%d+ af %d+ tal", ""):gsub("indeholder 0", "")
  return (text:gsub("%d[%d%.,]*", function(figure)
    return linked[figure:gsub("[%.,]$", "")] and "" or figure
  end))
end

local main = page:match "<main.-</main>"
for _, part in ipairs { '<h2 id="efterregning">.-<h2', '<h2 id="kilder">.*' } do
  main = main:gsub(part, "<h2")
end
for _, element in ipairs { "figure", "table", "dl" } do
  main = main:gsub(("<%s.-</%s>"):format(element, element), "")
end
main = main:gsub('<div class="below">.-</div>', ""):gsub('<div class="aside".-</div>', "")
local found = 0
for _, element in ipairs { "p", "li" } do
  for markup in main:gmatch(("<%s>(.-)</%s>"):format(element, element)) do
    local text = bare(markup)
    if text:find "%d" then
      found = found + 1
      print("# " .. text)
    end
  end
end
local _, links = main:gsub('class="why"', "")
print(("%d without, %d with"):format(found, links))
if arg[2] and links < math.tointeger(tonumber(arg[2])) then os.exit(1) end
os.exit(found == 0 and 0 or 1)
LUA

# linked NAME FEWEST: its page holds at least so many links.
linked() {
  "$INDSATS" "scripts/$1.lua" --out "$dir" --format html >/dev/null || return 1
  "$INDSATS" "$dir/scan.lua" "$dir/$1.html" "$2" >"$dir/said" && return
  grep -v '^ok' "$dir/said" | sed 's/^\([^#]\)/# \1/'
  return 1
}
# led NAME: every link leads to an entry of the page.
led() {
  for number in $(grep -o 'href="#tal-[0-9]*' "$dir/$1.html" | sed 's/.*-//' | sort -u); do
    grep -q "id=\"tal-$number\"" "$dir/$1.html" || { echo "# no tal-$number"; return 1; }
  done
}
for page in opfoelgning:150 projekter:30 fokusliste:15 ledelsesinformation:1 ledighed:0 varighed:0 \
  potentiale:0 foer_efter_covid:0; do
  script=${page%:*}
  claim "every_figure_in_the_text_of_${script}_is_linked" linked "$script" "${page#*:}"
  claim "every_link_of_${script}_leads_to_its_why" led "$script"
done

# The scan must be able to find something.
echo '<main><p>Andelen er 21 pct. i 3. kvt. 2021.</p></main>' >"$dir/bare.html"
finds() { ! "$INDSATS" "$dir/scan.lua" "$dir/bare.html" >"$dir/said"; }
claim a_figure_without_a_link_is_found finds
exit $failed
