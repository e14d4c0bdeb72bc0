-- The newest month of a file is preliminary: it is told by the file and not by a clock, and a
-- comparison of it with a month that is revised is refused or marked, however it is written.

local check = dofile "tests/lua/check.lua"
local test, fails, equal = check.test, check.fails, check.equal

local t = read "tests/cases/guards/ydelser.csv" -- July, August and September 2021
  :filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge'"
local NEWEST = "2021M09 is the newest month of the file"

local function month(when, name)
  return t:filter("Periode == $p", { p = period(when) })
    :select(("Område, %s = `Antal personer`"):format(name))
end

local function change(before, after)
  return month(before, "foer"):left_join(month(after, "nu"), "Område")
end

local function refused(claim, analysis)
  test("wrong: " .. claim, function() fails(analysis, NEWEST, ":with_preliminary()") end)
end

refused("two_months_joined_and_subtracted", function()
  return change("2021M08", "2021M09"):mutate "x = nu - foer"
end)
refused("two_months_joined_and_divided", function()
  return change("2021M08", "2021M09"):mutate "x = 100 * (nu / foer - 1)"
end)
refused("the_last_of_a_group_less_the_first", function()
  return t:group_by "Område":summarise "x = last(`Antal personer`) - first(`Antal personer`)"
end)
refused("months_picked_by_a_condition", function()
  return t:summarise [[x = sum(if_else(Periode == 2021M09, `Antal personer`, 0))
    - sum(if_else(Periode == 2021M08, `Antal personer`, 0))]]
end)
refused("the_month_before_in_a_window", function()
  return t:mutate "x = 100 * (`Antal personer` / lag(`Antal personer`) - 1)"
end)
refused("a_lead_into_the_newest_month", function()
  return t:mutate "x = lead(`Antal personer`) - `Antal personer`"
end)

local function passes(claim, expected, analysis, notes)
  test("right: " .. claim, function()
    local result = analysis()
    equal(result:cell(1, "x"), expected)
    equal(result:select "x":notes(), notes or {})
  end)
end

passes("revised_months_joined_and_subtracted", 2, function()
  return change("2021M07", "2021M08"):mutate "x = nu - foer"
end)
passes("the_newest_month_alone", 254, function()
  return t:filter "Periode == 2021M09":select "x = `Antal personer`"
end)
passes("own_share_of_the_country_in_the_newest_month", 1.0, function()
  local all = read "tests/cases/guards/ydelser.csv":filter "Ydelsesgrupper == 'Sygedagpenge'"
  local land = all:filter "Område == 'Hele landet'":select "Periode, land = `Antal personer`"
  return all:filter "Område == 'Hedensted' and Periode == 2021M09"
    :left_join(land, "Periode"):mutate "x = round(100 * `Antal personer` / land)"
end)
passes("full_time_persons_of_persons_in_the_newest_month", 196, function()
  return t:filter "Periode == 2021M09"
    :mutate "andel = 100 * `Antal fuldtidspersoner` / `Antal personer`"
    :select "x = `Antal fuldtidspersoner`"
end)
passes("the_newest_month_with_its_mark", 2, function()
  return change("2021M08", "2021M09"):with_preliminary():mutate "x = nu - foer"
end, { "x: 2021M09 is preliminary" })
passes("a_file_that_is_said_to_be_final", 2, function()
  return change("2021M08", "2021M09"):revised():mutate "x = nu - foer"
end)

passes("a_lag_where_the_newest_month_stands_alone", missing, function()
  return t:filter "Periode == 2021M09":mutate "x = lag(`Antal personer`)"
end)

test("the_notes_of_a_series_tell_that_its_last_month_is_preliminary", function()
  local told = "sep. 2021 er foreløbig, for kilden retter sin nyeste måned."
  local function notes(rows)
    local found = {}
    for _, note in ipairs(series.xmr { figures = rows, value = "Antal personer",
        period = "Periode" }.notes) do
      if note == told then found[#found + 1] = note end
    end
    return #found
  end
  equal(notes(t), 1)
  equal(notes(t:filter "Periode < 2021M09"), 0)
  equal(notes(t:revised()), 0)
end)

check.finish()
