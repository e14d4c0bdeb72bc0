-- Pictures in the terminal: points stand where they should, gaps stay gaps.

local axis = require "picture.axis"
local check = dofile "tests/lua/check.lua"
local native = require "native"
local spark = require "picture.spark"
local test, equal = check.test, check.equal

local function texts(ticks)
  local list = {}
  for i, tick in ipairs(ticks) do list[i] = tick.text end
  return table.concat(list, " | ")
end

-- The lines of a picture of these values over quarters from 2019 on, `missing` among them.
local function lines_of(values, options)
  local periods = {}
  for i = 1, #values do periods[i] = period "2019Q1" + (i - 1) end
  options = options or {}
  options.y, options.ascii = "y", options.ascii or false
  options.width, options.height = options.width or 60, options.height or 12
  local lines = {}
  local text = tostring(frame { { "p", periods }, { "y", values } }:plot(options))
  for line in text:gmatch "[^\n]+" do lines[#lines + 1] = line end
  return lines, text
end

test("values_are_ticked_at_round_figures_with_danish_marks", function()
  equal(texts(axis.values(0, 2345, 5).ticks), "0 | 500 | 1.000 | 1.500 | 2.000 | 2.500")
  equal(texts(axis.values(0.11, 0.14, 4).ticks), "0,11 | 0,12 | 0,13 | 0,14")
  equal(texts(axis.values(-3, 8, 3).ticks), "-5 | 0 | 5 | 10")
  equal(texts(axis.values(7, 7, 4).ticks), "6,0 | 6,5 | 7,0 | 7,5 | 8,0")
  equal(axis.values(90, 100, 4).low, 90.0)
  equal(axis.values(90, 100, 4, true).low, 0.0)
end)

test("no_value_lies_outside_its_axis", function()
  for i = 1, 400 do
    local low = math.sin(i) * 10 ^ (i % 17 - 8)
    local high = low + math.abs(math.cos(i * 7)) * 10 ^ (i % 13 - 6)
    local made = axis.values(low, high, 2 + i % 9)
    local span = (high - low) * 1e-6
    assert(made.low <= low + span and made.high >= high - span, low .. " " .. high)
    assert(#made.ticks >= 2 and #made.ticks <= 3 + i % 9 + 2, #made.ticks)
  end
end)

test("labels_of_periods_never_touch", function()
  for _, first in ipairs { "2019M05", "2019Q2", "2018H2", "2003", "2020-02-27", "2020QMAT02",
    "2019MYTD11" } do
    for _, count in ipairs { 1, 2, 3, 7, 13, 40, 200, 1500 } do
      for _, width in ipairs { 20, 60, 190 } do
        local made = axis.periods(period(first), count, width)
        for i = 2, #made.ticks do
          local a, b = made.ticks[i - 1], made.ticks[i]
          local apart = (b.at - a.at) * (width - 1) / math.max(count - 1, 1)
          local both = (native.width(a.text) + native.width(b.text)) / 2
          assert(apart > both or #made.ticks == 2, first .. " " .. count .. " " .. width)
        end
      end
    end
  end
end)

test("months_are_ticked_at_the_beginning_of_years", function()
  equal(texts(axis.periods(period "2016M05", 40, 40).ticks), "2017 | 2018 | 2019")
  equal(axis.periods(period "2016M05", 40, 40).ticks[1].at, 8)
  equal(texts(axis.periods(period "2016M05", 3, 60).ticks), "maj 2016 | jun. 2016 | jul. 2016")
end)

test("a_day_lies_within_its_period", function()
  local function place(first, day) return axis.place(period(first), 24, period(day)) end
  check.close(place("2020M01", "2020-03-11"), 1.5 + 11 / 31)
  check.close(place("2020Q1", "2020-03-31"), 0.5)
  check.close(place("2019QMAT01", "2020-03-31"), 4)
  equal(place("2020-03-01", "2020-03-11"), 10)
  equal(place("2020Q2", "2020-03-11"), nil)
  equal(place("2012Q1", "2020-03-11"), nil)
end)

-- The signs of a line, one a column.
local function signs_of(line)
  local signs = {}
  for _, code in utf8.codes(line) do signs[#signs + 1] = utf8.char(code) end
  return signs
end

test("a_missing_value_leaves_a_gap_and_no_dot_at_nought", function()
  local lines, text = lines_of({ 10, 10, missing, 10, 10 })
  local full = lines_of({ 10, 10, 10, 10, 10 })
  local between, joined = 0, 0
  for i = 2, 8 do -- the columns between the second point and the fourth
    local with, without = signs_of(lines[i]), signs_of(full[i])
    for column = 24, 40 do
      between = between + ((with[column] or " ") ~= " " and 1 or 0)
      joined = joined + ((without[column] or " ") ~= " " and 1 or 0)
    end
  end
  equal(between, 0, text)
  equal(joined, 17, table.concat(full, "\n"))
  assert(not text:find "×", "a blank cell is not suppressed")
end)

test("a_point_between_gaps_is_seen", function()
  local _, text = lines_of({ 10, missing, 20, missing, 10, 12 })
  local _, points = text:gsub("•", "")
  equal(points, 2)
end)

test("points_stand_at_their_values", function()
  local lines = lines_of({ 0, missing, 50, missing, 100 }, { height = 13, width = 40 })
  local rows = {}
  for i, line in ipairs(lines) do if line:find "•" then rows[#rows + 1] = i end end
  equal(#rows, 3)
  assert(lines[rows[1]]:find "^100" and lines[rows[3]]:find "^%s*0 ", table.concat(lines, "\n"))
  equal(rows[2] - rows[1], rows[3] - rows[2], table.concat(lines, "\n"))
end)

test("nothing_is_wider_than_asked_for", function()
  for _, width in ipairs { 20, 31, 80, 200 } do
    for _, line in ipairs((lines_of({ 1, 20, 300, 4000, 50000 }, { width = width }))) do
      assert(native.width(line) <= width, line)
    end
  end
end)

test("colour_comes_only_when_asked_for", function()
  local picture = frame { { "x", { "a", "b" } }, { "y", { 1, 2 } } }:bar { x = "x", y = "y" }
  equal(tostring(picture):find "\27", nil)
  assert(picture:text { colour = true }:find "\27%[36m")
end)

test("ascii_is_ascii", function()
  local _, text = lines_of({ 10, 20, missing, 40, 50 }, { ascii = true })
  equal(text:find "[\128-\255]", nil, text)
end)

test("a_small_line_tells_gaps_from_nought", function()
  equal(spark.line({ 0, 5, false, "hidden", 10 }, 5, false), "▁▅ ×█")
  equal(spark.line({ 3, 3 }, 2, false), "▅▅")
  equal(spark.line({ false, false }, 2, false), "  ")
  equal(spark.shape({ 0, 1, 1000 }, false), " ▁█")
end)

test("control_characters_of_data_are_not_obeyed_in_pictures", function()
  local hostile = frame { { "x", { "a\27[2J", "b\n" } }, { "y", { 1, 2 } } }
  equal(tostring(hostile:bar { x = "x", y = "y" }):find "\27", nil)
  equal(tostring(hostile:plot { x = "x", y = "y" }):find "\27", nil)
  equal(tostring(hostile:plot { x = "x", y = "y", title = "\27[31m" }):find "\27", nil)
end)

test("freq_counts_every_row_and_keeps_reasons", function()
  local t = frame { { "a", { "x", "y", "x", missing } } }
  local counted = t:freq "a"
  equal(counted:column "n", { 2, 1, 1 })
  equal(counted:column "pct", { 50.0, 25.0, 25.0 })
  equal(counted:column "so_far", { 50.0, 75.0, 100.0 })
  equal(counted:reason(3, "a"), "blank")
end)

check.finish()
