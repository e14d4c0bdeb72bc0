-- why(result, row, "column"): the rows, lines and formulas that a figure comes from, through every
-- verb.

local check = dofile "tests/lua/check.lua"
local test, fails, equal = check.test, check.fails, check.equal
local frames = require "query.frame"
local memory = require "query.backend.memory"
local native = require "native"
local trace = require "query.why.trace"

local function written(text)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
  return path
end

local path = written [[
by;tid;ydelse;antal;pct
Odder;2019Q3;a;10;1,5
Odder;2019Q3;b;20;2,5
Vejle;2019Q3;a;.;3,5
Vejle;2019Q3;b;40;4,5
Odder;2021Q3;a;11;5,5
Odder;2021Q3;b;21;6,5
Vejle;2021Q3;a;31;7,5
Vejle;2021Q3;b;41;8,5
]]
local t = read(path)
os.remove(path)

-- The source rows, the columns of the first source, and the verbs of an answer.
local function told(answer)
  local verbs = {}
  for i, step in ipairs(answer.steps) do verbs[i] = step.verb end
  return answer.sources[1].first, answer.sources[1].columns, verbs
end

local function is_told(answer, rows, columns, verbs)
  local found_rows, found_columns, found_verbs = told(answer)
  equal(found_rows, rows, "rows")
  equal(found_columns, columns, "columns")
  if verbs then equal(found_verbs, verbs, "verbs") end
end

test("a_cell_of_a_file_is_its_own_line", function()
  local answer = why(t, 3, "pct")
  is_told(answer, { 3 }, { "pct" }, {})
  equal(answer.sources[1].lines, { 4 })
  equal(answer.sources[1].sha256, t:dialect().sha256)
  equal(answer.shown, "3,5")
end)

test("a_hidden_cell_says_its_reason", function()
  local answer = why(t, 3, "antal")
  equal(answer.reason, "suppressed")
  equal(answer.sources[1].missing, { { column = "antal", reason = "suppressed", count = 1 } })
end)

test("filters_and_sorting_keep_the_line", function()
  local answer = why(t:filter "by == 'Vejle'":arrange "-pct":select "x = pct":head(1), 1, "x")
  is_told(answer, { 8 }, { "pct" }, { "slice", "filter" })
  equal(answer.steps[2].text, "by == 'Vejle'")
  equal({ answer.steps[2].before, answer.steps[2].after }, { 8, 4 })
  equal(answer.steps[2].place:find "^tests/lua/test_why.lua:%d+$" ~= nil, true)
end)

test("a_filter_by_table_and_by_values_shows_them", function()
  local answer = why(t:filter{ by = "Vejle" }:filter("tid == $tid", { tid = "2021Q3" }), 1, "pct")
  equal(answer.steps[1].text, "tid == $tid, with $tid = 2021Q3")
  equal(answer.steps[2].text, "by = Vejle")
end)

test("a_sum_is_its_groups_rows_and_says_what_was_missing", function()
  local answer = why(t:group_by "by, tid":summarise "s = sum(antal), m = max(pct)", 2, "s")
  is_told(answer, { 3, 4 }, { "antal" }, { "summarise" })
  local step = answer.steps[1]
  equal({ step.text, step.rows, step.group }, { "sum(antal)", 2, "by = Vejle, tid = 3. kvt. 2019" })
  equal(step.inputs[1].values, { ".", "40" })
  equal(step.inputs[1].missing, { { reason = "suppressed", count = 1 } })
  equal(answer.shown, "≥ 40")
end)

test("the_column_of_a_group_comes_from_all_its_rows", function()
  is_told(why(t:group_by "by":summarise "s = sum(antal)", 2, "by"), { 3, 4, 7, 8 }, { "by" })
  is_told(why(t:count "by", 1, "n"), { 1, 2, 5, 6 }, {})
end)

test("a_formula_shows_its_inputs", function()
  local answer = why(t:mutate "a = antal * 2, b = a + pct", 2, "b")
  is_told(answer, { 2 }, { "antal", "pct" }, { "mutate", "mutate" })
  equal(answer.steps[1].inputs[1].values, { "40" })
  equal(answer.steps[1].inputs[2].values, { "2,5" })
  equal(answer.steps[2].text, "antal * 2")
end)

test("a_column_made_over_itself_shows_what_it_was", function()
  local answer = why(t:mutate "pct = pct * 2", 2, "pct")
  equal(answer.steps[1].inputs[1].values, { "2,5" })
  is_told(answer, { 2 }, { "pct" })
end)

test("a_lag_reaches_the_row_it_is_taken_from", function()
  local u = t:group_by "by, ydelse":mutate "d = pct - lag(pct, 8)"
  is_told(why(u, 8, "d"), { 4, 8 }, { "tid", "pct" })
  is_told(why(u, 1, "d"), { 1 }, { "tid", "pct" })
  is_told(why(t:group_by "by":mutate "d = pct / sum(pct)", 8, "d"), { 3, 4, 7, 8 }, { "pct" })
end)

test("a_join_comes_from_both_frames", function()
  local folk = frame{ { "kommune", { "Vejle", "Odder" } }, { "folk", { 115, 22 } } }
  local answer = why(t:left_join(folk, "by = kommune"):mutate "x = pct / folk", 2, "x")
  is_told(answer, { 2 }, { "pct" })
  equal({ answer.sources[2].first, answer.sources[2].columns }, { { 2 }, { "kommune", "folk" } })
  equal(answer.steps[2].text, "by by = kommune")
  is_told(why(t:semi_join(folk:filter "folk > 100", "by = kommune"), 1, "pct"), { 3 }, { "pct" })
end)

test("a_wide_cell_is_the_row_of_its_heading", function()
  local u = t:select "by, tid, ydelse, pct":pivot_wider{ names_from = "tid", values_from = "pct" }
  is_told(why(u, 3, "2021Q3"), { 7 }, { "tid", "pct" }, { "pivot_wider" })
  is_told(why(u:collect():mutate "d = `2021Q3` - `2019Q3`", 2, "d"), { 2, 6 }, { "tid", "pct" })
end)

test("a_long_cell_is_the_column_it_was", function()
  local u = t:pivot_longer{ columns = "antal, pct", names_to = "hvad", values_to = "tal" }
  is_told(why(u, 4, "tal"), { 2 }, { "pct" })
end)

test("rows_of_several_frames_and_distinct_rows_are_found", function()
  local u = t:filter "by == 'Vejle'":bind_rows(t:filter "by == 'Odder'")
  local answer = why(u, 6, "pct")
  equal(#answer.sources, 1)
  is_told(answer, { 2 }, { "pct" })
  is_told(why(u, 2, "pct"), { 4 }, { "pct" })
  is_told(why(t:distinct "by, tid", 2, "tid"), { 3, 4 }, { "tid" })
end)

test("a_row_that_complete_made_is_in_no_file", function()
  local u = t:filter "antal > 15 and antal < 35":select "by, ydelse, antal":complete "by, ydelse"
  for row = 1, #u do
    if u:reason(row, "antal") == "unmatched" then
      local answer = why(u, row, "antal")
      equal(#answer.sources, 0)
      equal(answer.steps[1].text, "the row was made here: it is in no file")
      return
    end
  end
  error "complete made no row"
end)

test("unsafe_marks_stand_in_the_answer", function()
  local u = t:measures{ antal = "antal_personer" }:filter "ydelse == 'b'":group_by "by"
    :summarise "s = unsafe_sum(antal)"
  equal(tostring(why(u, 1, "s")):find("note: unique persons added over 'tid'", 1, true) ~= nil,
    true)
end)

test("lines_are_counted_through_quotes_and_empty_lines", function()
  local long = written 'by;n\n"Od\nder";1\n\nVejle;2\n'
  local u = read(long)
  equal(why(u, 1, "n").sources[1].lines, { 2 })
  equal(why(u, 2, "n").sources[1].lines, { 5 })
  os.remove(long)
end)

test("several_files_are_told_apart", function()
  local a, b = written "by;n\nOdder;1\n", written "by;n\nVejle;2\nSkive;3\n"
  local u = read{ a, b }:summarise "n = sum(n)"
  local answer = why(u, 1, "n")
  equal({ #answer.sources, answer.sources[1].count, answer.sources[2].count }, { 2, 1, 2 })
  equal(answer.sources[2].path, b)
  os.remove(a)
  os.remove(b)
end)

-- Run a plan again over the source rows that why tells: the figure must be the same.
test("the_rows_that_are_told_give_the_figure_again", function()
  local plans = {
    t:filter "pct > 2":group_by "by":summarise "x = sum(pct)",
    t:group_by "tid":summarise "x = mean(pct), n = count()":mutate "x = x / n":filter "x > 0",
    t:mutate "q = pct * 2":filter "ydelse == 'b'":arrange "-q":select "by, x = q",
    t:group_by "ydelse, tid":summarise "y = sum(pct)":group_by "ydelse":summarise "x = max(y)",
  }
  for i, plan in ipairs(plans) do
    for row = 1, #plan do
      local found = trace.cell(plan, row, "x")
      local source = found.sources[1]
      local kept
      for _, at in ipairs(source.rows) do
        local one = source.frame:slice(at, at)
        kept = kept and kept:bind { one } or one
      end
      local again = memory.run { source = kept, steps = plan.steps }
      equal(again:rows(), 1, "rows of plan " .. i)
      equal(again:format(1, "x"), frames.compute(plan):format(row, "x"), "plan " .. i)
    end
  end
end)

test("why_says_how_it_is_used", function()
  fails(function() why(t) end, "a column is named by a text", 'why(t, 1, "antal")')
  fails(function() why(3, 1, "x") end, "why takes a frame")
  fails(function() why(t, 99, "pct") end, "there is no row 99")
  fails(function() why(t, 1, "pst") end, "no column 'pst'", "did you mean 'pct'?")
end)

test("a_saved_frame_answers_for_itself_and_names_what_it_was_made_from", function()
  local kept = os.tmpname() .. ".indsats"
  local given = rawget(t, "files")[1]
  t:group_by "by":summarise "n = sum(antal)":save(kept)
  local found = why(read(kept), 1, "n").sources[1]
  equal(found.path, kept)
  equal(found.lines, nil) -- its rows are no lines of the CSV file
  equal(found.first, { 1 })
  equal(found.sha256, native.sha256_file(kept))
  equal(found.made_from[1].path, given.path)
  equal(found.made_from[1].sha256, given.sha256)
  os.remove(kept)
end)

check.finish()
