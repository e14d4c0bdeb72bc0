-- Functions of the cells of one row.

local stays = "missing when an argument is, for the reason of the leftmost"

local function scalar(name, arguments, returns, help, examples, sql, missing)
  return { name = name, kind = "scalar", arguments = arguments, returns = returns, help = help,
    missing = missing or stays, examples = examples, kernel = name, sql = sql }
end

local function choosing()
  return {
    scalar("if_else", { "condition boolean", "a any", "b any" }, "common",
      "a where the condition is true, b where it is false. Both of one type.",
      { { "if_else(2 > 1, 'ja', 'nej')", "ja" },
        { "if_else(antal > 15, antal, 0)", { "0", "20", ".", "40" } } },
      "CASE WHEN %1 THEN %2 WHEN NOT %1 THEN %3 END", "missing where the condition is"),
    scalar("coalesce", { "a any", "b any ..." }, "common",
      "The first that is present. A number written in the place of a hidden figure is marked ≈.",
      { { "coalesce(antal, -1)", { "10", "20", "≈ -1", "40" } },
        { "coalesce(2 / 0, 0)", "0" } }, "COALESCE(%...)",
      "missing when all are, for the reason of the first"),
    scalar("is_missing", { "x any" }, "boolean", "True where x has no value, whatever the reason.",
      { { "is_missing(antal)", { "nej", "nej", "ja", "nej" } } }, "%1 IS NULL", "never missing"),
    scalar("is_suppressed", { "x any" }, "boolean", "True where x is hidden for discretion.",
      { { "is_suppressed(antal)", { "nej", "nej", "ja", "nej" } } }, false, "never missing"),
  }
end

local function unsafe(args)
  return args[1].type, args[1].kinds
end

local function plain()
  local row = scalar("unsafe", { "x any" }, unsafe, "x, of which the guards are to know nothing: \z
    rolling_mean(unsafe(pct), 3). The result is marked.", { { "unsafe(vaegt)", { "1", "1", "2",
      "4" } } }, "%1", "stays missing")
  row.plain = "x"
  return { row }
end

local function rounded(args)
  return args[1].type
end

local function numbers()
  return {
    scalar("abs", { "x numeric" }, "same", "The size of x without its sign.",
      { { "abs(-3)", "3" } }, "ABS(%1)"),
    scalar("round", { "x numeric", "digits integer literal optional" }, rounded,
      "x rounded half away from zero on its decimal form; keeps the type. Round once, at the end.",
      { { "round(2.675, 2)", "2,68" }, { "round(-2.5)", "-3" }, { "round(1 / 3, 2)", "0,33" } },
      false),
    scalar("floor", { "x numeric" }, "integer", "The nearest integer not above x.",
      { { "floor(-2.5)", "-3" } }, "FLOOR(%1)"),
    scalar("ceiling", { "x numeric" }, "integer", "The nearest integer not below x.",
      { { "ceiling(2.1)", "3" } }, "CEILING(%1)"),
    scalar("sqrt", { "x numeric" }, "number", "The square root; missing of a negative number.",
      { { "sqrt(9)", "3" }, { "is_missing(sqrt(-1))", "ja" } }, "SQRT(%1)"),
    scalar("log", { "x numeric" }, "number", "The natural logarithm; missing of 0 and below.",
      { { "log(1)", "0" } }, "LN(%1)"),
    scalar("exp", { "x numeric" }, "number", "e to the power of x.", { { "exp(0)", "1" } },
      "EXP(%1)"),
  }
end

local function texts()
  return {
    scalar("lower", { "x text" }, "text", "In small letters.",
      { { "lower('ÆRØ')", "ærø" } }, "LOWER(%1)"),
    scalar("upper", { "x text" }, "text", "In capital letters.",
      { { "upper('ærø')", "ÆRØ" } }, "UPPER(%1)"),
    scalar("trim", { "x text" }, "text", "Without blanks at both ends.",
      { { "trim('  Vejle ') .. '.'", "Vejle." } }, "TRIM(%1)"),
    scalar("contains", { "x text", "part text literal" }, "boolean",
      "True when the part stands in x. Capitals count.",
      { { "contains('Hedensted', 'sted')", "ja" }, { "contains('Odder', 'o')", "nej" } }, false),
    scalar("starts_with", { "x text", "part text literal" }, "boolean",
      "True when x begins with the part.", { { "starts_with('Hedensted', 'Hede')", "ja" } }, false),
    scalar("ends_with", { "x text", "part text literal" }, "boolean",
      "True when x ends with the part.", { { "ends_with('Hedensted', 'sted')", "ja" } }, false),
    scalar("text", { "x any" }, "text", "x as files carry it: no thousands marks, decimal comma, \z
      periods as 2019Q3.", { { "text(1234)", "1234" }, { "text(5.6)", "5,6" },
      { "text(2019Q3)", "2019Q3" } }, false),
  }
end

local function within(kind)
  return function() return "period", { [kind] = true } end
end

local function moved(args)
  return args[1].type, args[1].kinds
end

local function periods()
  local undefined = stays .. "; undefined where x is longer than that"
  return {
    scalar("period", { "x text" }, "period", "The period written in a text, in any of its forms. \z
      A text that is none is an error.", { { "period('3. kvt. 2019')", "3. kvt. 2019" } }, false),
    scalar("year", { "x period" }, "integer", "The year as an integer, to reckon with. \z
      year_of(x) is the year as a period, which is printed and compared as one.",
      { { "year(2019Q3)", "2.019" } }, false),
    scalar("number", { "x period" }, "integer", "Which one of its year: 3 for 2019Q3, 9 for \z
      2019M09.", { { "number(2019Q3)", "3" } }, false),
    scalar("kind", { "x period" }, "text", "year, half, quarter, month, rolling, to_date or day.",
      { { "kind(2019Q3)", "quarter" } }, false),
    scalar("year_of", { "x period" }, within "year", "The year that x lies in, as a period.",
      { { "year_of(2019M09)", "2019" } }, false, undefined),
    scalar("quarter_of", { "x period" }, within "quarter", "The quarter that x lies in.",
      { { "quarter_of(2019M09)", "3. kvt. 2019" } }, false, undefined),
    scalar("month_of", { "x period" }, within "month", "The month that a day lies in.",
      { { "month_of(first_day(2019Q3))", "jul. 2019" } }, false, undefined),
    scalar("period_add", { "x period", "n integer" }, moved, "The period n steps later: the same \z
      as x + n.", { { "period_add(2019M11, 3)", "feb. 2020" } }, false),
    scalar("first_day", { "x period" }, "date", "The first day of x.",
      { { "first_day(2019Q3)", "2019-07-01" } }, false),
    scalar("last_day", { "x period" }, "date", "The last day of x.",
      { { "last_day(2020M02)", "2020-02-29" } }, false),
  }
end

return { choosing(), numbers(), texts(), periods(), plain() }
