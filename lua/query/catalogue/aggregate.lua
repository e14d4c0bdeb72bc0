-- Functions of all the rows of a group: one value a group in summarise; in mutate that value on
-- every row of the group.

local skips = "skipped and counted by reason; missing when no cell is present"

local function aggregate(name, arguments, returns, help, examples, sql, missing)
  return { name = name, kind = "aggregate", arguments = arguments, returns = returns, help = help,
    missing = missing or skips, examples = examples, kernel = name, sql = sql }
end

local function sum_type(args)
  return args[1].type == "boolean" and "integer" or args[1].type
end

local bound = "skipped and counted by reason; over suppressed figures as read the sum is a lower \z
  bound (≥), over computed ones or beside negative ones it is inexact (≈); where it is known what \z
  a hidden figure lies between it has bounds on both sides (131–133)"

local function totals()
  return {
    aggregate("count", { "x any optional" }, "integer",
      "Without an argument: the rows. count(x): the cells of x that have a value.",
      { { "count()", "4" }, { "count(antal)", "3" } }, "COUNT(%1)", "count(x) leaves them out"),
    aggregate("hidden", { "x any" }, "integer",
      "How many cells of x are hidden: suppressed, or undecided.", { { "hidden(antal)", "1" } },
      false, "counted"),
    aggregate("sum", { "x numeric boolean" }, sum_type,
      "The sum. Of a condition: how many rows it is true for. Exact; too large is an error.",
      { { "sum(antal)", "≥ 70" }, { "sum(pct)", "12,0" }, { "sum(pct > 2)", "3" },
        { "sum(antal > 15)", "2–3" },
        { "100 * sum(vaegt) / count()", "200" } }, "SUM(%1)", bound),
    aggregate("n_distinct", { "x any" }, "integer", "How many different values.",
      { { "n_distinct(vaegt)", "3" }, { "n_distinct(antal)", "≥ 3" } }, "COUNT(DISTINCT %1)",
      "not counted; over suppressed cells a lower bound (≥)"),
  }
end

-- The ways past the guards: to every backend the plain function.
local function unsafe()
  local function past(name, plain, arguments, returns, examples)
    local row = aggregate(name, arguments, returns, ("%s(x) where a guard would refuse it: the \z
      result is marked with what is wrong with it."):format(plain), examples, false)
    row.plain, row.kernel = plain, plain
    return row
  end
  return {
    past("unsafe_sum", "sum", { "x numeric boolean" }, sum_type, { { "unsafe_sum(pct)", "12,0" } }),
    past("unsafe_mean", "mean", { "x numeric" }, "number", { { "unsafe_mean(pct)", "3" } }),
  }
end

local function averages()
  return {
    aggregate("mean", { "x numeric" }, "number",
      "The mean. For percentages use weighted_mean or recompute them from their parts.",
      { { "mean(pct)", "3" }, { "mean(antal)", "≈ 23,333333333333332" } }, "AVG(%1)"),
    aggregate("weighted_mean", { "x numeric", "weight numeric" }, "number",
      "The sum of x * weight over the sum of the weights, of rows where both are present.",
      { { "weighted_mean(pct, vaegt)", "3,625" } }, false),
    aggregate("median", { "x numeric" }, "number", "The middle value: quantile(x, 0.5).",
      { { "median(pct)", "3" } }, false),
    aggregate("quantile", { "x numeric", "p numeric literal" }, "number",
      "The value that the share p of the values lies below, by R's type 7; p from 0 to 1.",
      { { "quantile(pct, 0.25)", "2,25" } }, false),
    aggregate("sd", { "x numeric" }, "number", "The standard deviation of a sample (n - 1).",
      { { "round(sd(pct), 4)", "1,291" } }, "STDDEV_SAMP(%1)"),
  }
end

local function cells()
  return {
    aggregate("min", { "x ordered" }, "same", "The least: of numbers, texts (Danish order), \z
      periods of one kind, dates.", { { "min(pct)", "1,5" }, { "min(periode)", "sep. 2019" } },
      "MIN(%1)"),
    aggregate("max", { "x ordered" }, "same", "The greatest.",
      { { "max(pct)", "4,5" }, { "max(navn)", "Aarhus" } }, "MAX(%1)"),
    aggregate("first", { "x any" }, "same", "The cell of the group's first row, as it stands.",
      { { "first(navn)", "Odder" } }, false, "a missing first cell is kept"),
    aggregate("last", { "x any" }, "same", "The cell of the group's last row, as it stands.",
      { { "last(antal)", "40" } }, false, "a missing last cell is kept"),
  }
end

return { totals(), averages(), cells(), unsafe() }
