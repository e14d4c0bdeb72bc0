-- Operators. Their types are checked by lua/query/operators.lua.

local two = { "a any", "b any" }

local function operator(name, usage, help, missing, examples, sql)
  return { name = name, kind = "operator", arguments = two, usage = usage, help = help,
    missing = missing, examples = examples, kernel = name, sql = sql }
end

local leftmost = "missing when a side is, for the reason of the leftmost"

local function arithmetic()
  return {
    operator("+", "a + b", "Adds. Integers and decimals stay exact; a sum too large for 64 bits \z
      is an error. A period + 2 is the period two steps later.", leftmost,
      { { "2 + 3", "5" }, { "1.5 + 2", "3,5" }, { "2019M12 + 1", "jan. 2020" } }, "%1 + %2"),
    operator("-", "a - b", "Subtracts. Two periods of one kind give the steps between them.",
      leftmost, { { "2 - 3", "-1" }, { "2020M02 - 2019M12", "2" },
        { "2020Q1 - 1", "4. kvt. 2019" } }, "%1 - %2"),
    operator("*", "a * b", "Multiplies. decimal * decimal is a number.", leftmost,
      { { "3 * 4", "12" }, { "1.5 * 2", "3,0" } }, "%1 * %2"),
    operator("/", "a / b", "Divides; always a number. Division by zero is missing.", leftmost,
      { { "1 / 4", "0,25" }, { "is_missing(1 / 0)", "ja" } }, "%1 / %2"),
    operator("//", "a // b", "Divides and rounds down, as in Lua.", leftmost,
      { { "7 // 2", "3" }, { "-7 // 2", "-4" } }, false),
    operator("%", "a % b", "The remainder of //; has the sign of b.", leftmost,
      { { "7 % 3", "1" }, { "-7 % 3", "2" } }, false),
    operator("^", "a ^ b", "The power; always a number.", leftmost, { { "2 ^ 10", "1.024" } },
      "POWER(%1, %2)"),
    operator("negate", "-x", "The number with the other sign.", "stays missing",
      { { "-(2 + 3)", "-5" } }, "-%1"),
    operator("..", "a .. b", "Joins two texts. text(x) makes a text of anything.", leftmost,
      { { "'Hede' .. 'nsted'", "Hedensted" }, { "'i ' .. text(2019Q3)", "i 2019Q3" } },
      "%1 || %2"),
  }
end

local function comparison()
  local order = "Numbers by value, texts in Danish order, periods by time."
  local open = leftmost .. "; of a bound (≥, ≤, ≈) true or false where that is so whatever is \z
    hidden, else undecided (~)"
  return {
    operator("==", "a == b", "True when both are equal. A text beside a period is read as a \z
      period.", open, { { "2 == 2.0", "ja" }, { "2019Q3 == '3. kvt. 2019'", "ja" } },
      "%1 = %2"),
    operator("~=", "a ~= b", "True when they differ.", open, { { "2 ~= 3", "ja" } },
      "%1 <> %2"),
    operator("<", "a < b", "True when a comes before b. " .. order, open,
      { { "'Ærø' < 'Aarhus'", "ja" }, { "2019M09 < 2019M10", "ja" } }, "%1 < %2"),
    operator("<=", "a <= b", "True when a comes before b or is equal.", open,
      { { "2 <= 2", "ja" } }, "%1 <= %2"),
    operator(">", "a > b", "True when a comes after b. " .. order, open,
      { { "2 > 3", "nej" }, { "sum(antal) > 60", "ja" }, { "sum(antal) > 75", "~" } }, "%1 > %2"),
    operator(">=", "a >= b", "True when a comes after b or is equal.", open,
      { { "3 >= 2", "ja" } }, "%1 >= %2"),
    operator("in", "x in (a, b, …)   x not in (…)   x in $list", "True when x equals one of the \z
      values.", "missing when x is; undecided where x is a bound that may be one of them",
      { { "2 in (1, 2)", "ja" }, { "'a' not in ('b', 'c')", "ja" } },
      "%1 IN (%...)"),
  }
end

local function logic()
  return {
    operator("and", "a and b", "True when both are.",
      "false when one side is false, else missing when one is",
      { { "true and false", "nej" }, { "antal > 5 and pct > 2", { "nej", "ja", ".", "ja" } } },
      "%1 AND %2"),
    operator("or", "a or b", "True when one side is.",
      "true when one side is true, else missing when one is",
      { { "true or false", "ja" }, { "antal > 25 or pct > 2", { "nej", "ja", "ja", "ja" } } },
      "%1 OR %2"),
    operator("not", "not a", "True when a is false.", "stays missing", { { "not false", "ja" } },
      "NOT %1"),
  }
end

return { arithmetic(), comparison(), logic() }
