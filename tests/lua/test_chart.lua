-- Every form of chart: what is drawn, what the table beneath it holds, what is refused.

local check = dofile "tests/lua/check.lua"
local document = require "report.document"
local html = require "report.html"
local text = require "report.text"

local test, equal, fails = check.test, check.equal, check.fails

local function page(spec)
  spec.title = spec.title or "C"
  return html.render(document.new { title = "T" }:chart(spec)):match "<figure.-</figure>"
end

local function count(rendered, pattern)
  local found = 0
  for _ in rendered:gmatch(pattern) do found = found + 1 end
  return found
end

local function has(rendered, part)
  if not rendered:find(part, 1, true) then
    error(("%q is not in\n%s"):format(part, rendered), 2)
  end
end

local function points(...)
  local list = {}
  for i, y in ipairs { ... } do list[i] = { x = "p" .. i, y = y or nil } end
  return list
end

test("what_would_have_been_is_dotted_and_has_no_marks_of_observations", function()
  local drawn = page { kind = "line", series = { { label = "A", points = points(1, 2, 3) },
    { label = "B", role = "counterfactual", points = points(1, 1, 1) } } }
  has(drawn, 'stroke-dasharray="2 4"')
  equal(count(drawn, "<circle"), 2 * 3 + 1) -- wide and narrow, and the sample of the legend
end)

test("a_preliminary_figure_is_hollow_on_a_dotted_way_and_told_in_words_and_table", function()
  local list = points(1, 2, 3, 4)
  list[4].preliminary = true
  local drawn = page { kind = "line", series = { { label = "A", points = list } } }
  equal(count(drawn, 'stroke%-dasharray="1 4"'), 2) -- wide and narrow
  equal(count(drawn, '<g fill="#fff"[^>]*><circle'), 2)
  equal(count(drawn:match "<svg.-</svg>", "<circle"), 4)
  has(drawn:match "<desc.-</desc>", "Foreløbigt: p4.")
  has(drawn, "Foreløbigt tal: kilden retter det.")
  list[4].y = nil
  drawn = page { kind = "line", series = { { label = "A", points = list } } }
  equal(drawn:find("Foreløbigt", 1, true), nil)
end)

test("a_limit_is_named_in_the_drawing_in_the_description_and_under_the_table", function()
  for _, kind in ipairs { "line", "bar", "dot" } do
    local drawn = page { kind = kind, unit = "pct.", series = { { label = "A",
      points = points(1, 2) } }, limits = { { y = 9, label = "Loft" } } }
    equal(count(drawn, 'class="limit"'), 2, kind)
    has(drawn:match "<desc.-</desc>", "Loft: 9 pct.")
    has(drawn, "<p>Loft: 9\u{A0}pct.</p>")
  end
end)

test("the_axis_reaches_every_limit", function()
  local doc = document.new { title = "T" }:chart { kind = "line", title = "C",
    series = { { label = "A", points = points(1, 2) } }, limits = { { y = 50, label = "L" } } }
  equal(doc.blocks[1].high, 50)
end)

test("small_multiples_have_a_panel_for_each_series_on_one_axis", function()
  local drawn = page { kind = "multiples", series = { { label = "A", points = points(1, 2) },
    { label = "B", points = points(10, 20) }, { label = "Landet", role = "reference",
      points = points(5, 5) } } }
  equal(count(drawn, ">A</text>") + count(drawn, ">B</text>"), 4)
  equal(count(drawn, ">Landet</text>"), 0)
  has(drawn, "Stiplet: Landet")
  equal(count(drawn, 'stroke%-dasharray="2 4"'), 4)
end)

test("progress_is_the_part_of_the_way_from_start_to_target", function()
  local drawn = page { kind = "progress", items = {
    { label = "op", start = 30, now = 38, target = 55 },
    { label = "ned", start = 160, now = 131, target = 100 },
    { label = "nået", now = 16, target = 15 },
    { label = "væk", start = 4, now = 5, target = 3 },
    { label = "uden tal", start = 4, target = 3 } } }
  for _, said in ipairs { "Nu: 38 – 32\u{A0}pct. af vejen", "Nu: 131 – 48\u{A0}pct. af vejen",
    "målet er nået", "længere fra målet" } do
    has(drawn, said)
  end
  has(drawn, "Nu: –<")
end)

test("a_way_is_not_rounded_up_to_its_end", function()
  has(page { kind = "progress", items = { { label = "a", start = 0, now = 999, target = 1000 } } },
    "99\u{A0}pct. af vejen")
end)

test("a_dot_plot_shows_both_figures_of_a_row", function()
  local drawn = page { kind = "dot", highlight = "p1", series = { { label = "A",
    points = points(1, 2) }, { label = "B", points = points(3) } } }
  has(drawn, "1 → 3")
  has(drawn, "2 → –")
end)

test("a_chart_of_no_known_kind_or_role_is_refused", function()
  fails(function() page { kind = "pie", series = { { label = "A", points = points(1) } } } end,
    "no chart is called 'pie'")
  fails(function()
    page { kind = "line", series = { { label = "A", role = "x", points = points(1) } } }
  end, "no role is called 'x'")
  fails(function() page { kind = "progress", items = {} } end, "needs items")
end)

test("each_form_has_title_description_and_table", function()
  for _, kind in ipairs { "bar", "line", "dot", "multiples", "progress" } do
    local drawn = page { kind = kind, title = "Titlen", series = { { label = "A",
      points = points(1, 2) } }, items = { { label = "A", start = 1, now = 2, target = 3 } } }
    equal(count(drawn, '<svg class="%w+" role="img"'), 2, kind)
    equal(count(drawn, "<title id=[^>]*>Titlen"), 2, kind)
    has(drawn, "<desc")
    has(drawn, "<table>")
  end
end)

test("an_interval_has_its_ends_in_the_table", function()
  local drawn = page { kind = "bar", unit = "pct.", series = { { label = "A", points = {
    { x = "p1", y = 20.84, text = "21 pct.", low = 16.515, high = 25.96 }, { x = "p2", y = 3 } } },
    { label = "B", points = points(1, 2) } } }
  for _, said in ipairs { '<th scope="colgroup" colspan="3" class="over">A</th>', ">Nedre</th>",
    ">Øvre</th>", ">16,5<", ">26,0<" } do
    has(drawn, said)
  end
  equal(count(drawn, ">Nedre</th>"), 1)
end)

test("the_part_of_the_way_stands_in_the_table", function()
  local drawn = page { kind = "progress", items = {
    { label = "op", start = 30, now = 38, target = 55 },
    { label = "uden tal", start = 4, target = 3 } } }
  has(drawn, ">Af vejen</th>")
  has(drawn, ">32\u{A0}pct.<")
end)

test("the_events_of_small_multiples_are_named", function()
  has(page { kind = "multiples", series = { { label = "A", points = points(1, 2) },
    { label = "B", points = points(10, 20) } }, marks = { { x = "p2", label = "Nedlukning" } } },
    "Lodret streg: Nedlukning, p2")
end)

test("small_multiples_are_courses_on_one_scale_on_a_terminal", function()
  local said = text.render(document.new { title = "T" }:chart { kind = "multiples", title = "C",
    series = { { label = "A", points = points(0, 2) },
      { label = "Landet", points = points(10, false) } } })
  has(said, "A        0  ▁▂   2")
  has(said, "Landet  10  █    –")
end)

test("each_form_is_a_table_on_a_terminal", function()
  local said = text.render(document.new { title = "T" }:chart { kind = "progress", title = "C",
    items = { { label = "A", start = 1, now = 2, target = 3 } } })
  has(said, "Udgangspunkt  Nu  Måltal")
end)

check.finish()
