-- Functions of a row and its neighbours in the group, for mutate. Those with `period` go by the
-- period of the row, not by its place: a gap in the series gives missing, not the wrong month.

local function window(name, arguments, returns, help, examples, missing, period)
  return { name = name, kind = "window", arguments = arguments, returns = returns, help = help,
    missing = missing, examples = examples, kernel = name, sql = false, period = period }
end

local by_period = " The period column is the frame's only one, or named last."
local time = "period period column optional"
local steps = "n integer literal optional"
local complete = "missing when one of the k periods is absent or missing"

return { {
  window("lag", { "x any", steps, time }, "same",
    "x as it was n periods ago (1 when not said): lag(antal, 12) is the same month last year." ..
    by_period, { { "lag(antal)", { "?", "10", "20", "." } },
      { "lag(pct, 2)", { "?", "?", "1,5", "2,5" } } },
    "unmatched where there is no such period", "required"),
  window("lead", { "x any", steps, time }, "same",
    "x as it is n periods later (1 when not said)." .. by_period,
    { { "lead(pct)", { "2,5", "3,5", "4,5", "?" } } },
    "unmatched where there is no such period", "required"),
  window("cumsum", { "x numeric", time }, "same",
    "The sum so far, in the order of the periods; without a period column in that of the rows.",
    { { "cumsum(vaegt)", { "1", "2", "4", "8" } },
      { "cumsum(antal)", { "10", "30", ".", "≥ 70" } } },
    "missing at its own place and skipped by the rest, with marks as of sum", "optional"),
  window("rolling_sum", { "x numeric", "k integer literal", time }, "same",
    "The sum of the k periods that end here." .. by_period,
    { { "rolling_sum(pct, 2)", { "?", "4,0", "6,0", "8,0" } } }, complete, "required"),
  window("rolling_mean", { "x numeric", "k integer literal", time }, "number",
    "The mean of the k periods that end here." .. by_period,
    { { "rolling_mean(pct, 2)", { "?", "2", "3", "4" } } }, complete, "required"),
  window("rank", { "x ordered" }, "integer", "1 for the least of the group; equal values share \z
    a rank. rank(-x) has 1 for the greatest.", { { "rank(vaegt)", { "1", "1", "3", "4" } } },
    "stays missing"),
  window("share", { "x numeric" }, "number", "x as a share of the group's sum.",
    { { "share(vaegt)", { "0,125", "0,125", "0,25", "0,5" } } },
    "stays missing; the sum is as of sum"),
} }
