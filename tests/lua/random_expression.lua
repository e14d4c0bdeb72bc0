-- Random expressions of a wanted type over the columns of a frame, as text.

local random_expression = {}

local function chance(share) return math.random() < share end
local function pick(list) return list[math.random(#list)] end

local make -- make(schema, type, depth) -> text

-- ---- columns and literals ----

local words = { ["and"] = true, ["or"] = true, ["not"] = true, ["in"] = true, ["true"] = true,
  ["false"] = true, missing = true }

local function quoted_name(name)
  local plain = name:find "^[%a_\x80-\xFF][%w_\x80-\xFF]*$" and not words[name]
  return plain and name or "`" .. name .. "`"
end

random_expression.quoted_name = quoted_name

local function column_of(schema, type)
  local names = {}
  for _, column in ipairs(schema) do
    if column.type == type then names[#names + 1] = column.name end
  end
  return #names > 0 and quoted_name(pick(names)) or nil
end

local literals = {
  integer = function()
    if chance(0.03) then return pick { "9223372036854775807", "4611686018427387904" } end
    return tostring(math.random(0, 12))
  end,
  decimal = function()
    return pick { "0.5", "2.25", "100.0", "3.1", "0.01", "12.5" }
  end,
  number = function() return pick { "1e0", "2.5e0", "1e2", "1e-1", "0e0", "3e300" } end,
  text = function()
    return pick { "'Hedensted'", "'Århus'", "'a'", "''", "'0751'", '"øl"', "'Aabenraa'" }
  end,
  period = function()
    return pick { "2019Q3", "2020M01", "2019Y01", "2018H2", "2020QMAT02", "2020MYTD06", "2020M12",
      "2020Q1" }
  end,
  date = function() return pick { "first_day(2019Q3)", "last_day(2020M02)" } end,
  boolean = function() return pick { "true", "false" } end,
}

local function leaf(schema, type)
  local column = chance(0.9) and column_of(schema, type)
  return column or literals[type]()
end

-- ---- calls ----

-- A type of the list, rather one that a column has.
local function type_among(list)
  return function(schema)
    local there, wanted = {}, {}
    for _, type in ipairs(list) do wanted[type] = true end
    for _, column in ipairs(schema) do
      if wanted[column.type] then there[#there + 1] = column.type end
    end
    return #there > 0 and chance(0.8) and pick(there) or pick(list)
  end
end

local numeric_type = type_among { "integer", "decimal", "number" }
local ordered_type = type_among { "integer", "decimal", "number", "text", "date", "period" }
local any_type = type_among { "integer", "decimal", "number", "text", "period", "date", "boolean" }

random_expression.any_type = any_type

local function a(schema, type, depth) return make(schema, type, depth - 1) end

local function binary(sign, left, right)
  return function(s, d)
    return ("(%s %s %s)"):format(a(s, type(left) == "function" and left(s) or left, d), sign,
      a(s, type(right) == "function" and right(s) or right, d))
  end
end

local function unary(form, operand)
  return function(s, d)
    return (form:gsub("@", function()
      return a(s, type(operand) == "function" and operand(s) or operand, d)
    end))
  end
end

local function choosing(type)
  return {
    function(s, d)
      return ("if_else(%s, %s, %s)"):format(a(s, "boolean", d), a(s, type, d),
        chance(0.15) and "missing" or a(s, type, d))
    end,
    function(s, d)
      return ("coalesce(%s, %s)"):format(a(s, type, d), a(s, type, d))
    end,
  }
end

local function literal_of(kind) return literals[kind]() end

local function integer_divisor()
  return binary(pick { "//", "%" }, "integer", "integer")
end

local calls = {
  integer = {
    binary("+", "integer", "integer"), binary("-", "integer", "integer"),
    binary("*", "integer", "integer"), function(s, d) return integer_divisor()(s, d) end,
    unary("(-@)", "integer"), unary("abs(@)", "integer"), unary("round(@)", "integer"),
    unary("floor(@)", numeric_type), unary("ceiling(@)", numeric_type),
    unary("year(@)", "period"), unary("number(@)", "period"), unary("year(@)", "date"),
    binary("-", "date", "date"),
    function(s, d)
      local period = a(s, "period", d)
      return ("(%s - %s)"):format(period, chance(0.8) and period or a(s, "period", d))
    end,
  },
  decimal = {
    binary("+", "decimal", "decimal"), binary("-", "decimal", "integer"),
    binary("+", "integer", "decimal"), binary("-", "decimal", "decimal"),
    binary("*", "decimal", "integer"), binary("*", "integer", "decimal"),
    unary("(-@)", "decimal"), unary("abs(@)", "decimal"),
    function(s, d) return ("round(%s, %d)"):format(a(s, "decimal", d), math.random(0, 3)) end,
  },
  number = {
    binary("/", numeric_type, numeric_type), binary("/", "integer", "integer"),
    binary("^", numeric_type, numeric_type), binary("*", "decimal", "decimal"),
    binary("+", "number", numeric_type), binary("-", numeric_type, "number"),
    binary("*", "number", numeric_type), binary("//", "number", numeric_type),
    binary("%", "decimal", numeric_type), binary("%", "number", numeric_type),
    unary("(-@)", "number"), unary("abs(@)", "number"), unary("sqrt(@)", numeric_type),
    unary("log(@)", numeric_type), unary("exp(@)", numeric_type),
    function(s, d) return ("round(%s, %d)"):format(a(s, "number", d), math.random(0, 4)) end,
  },
  text = {
    unary("lower(@)", "text"), unary("upper(@)", "text"), unary("trim(@)", "text"),
    binary("..", "text", "text"), unary("text(@)", any_type), unary("kind(@)", "period"),
  },
  period = {
    unary("year_of(@)", "period"), unary("quarter_of(@)", "period"),
    unary("month_of(@)", "date"), unary("year_of(@)", "date"), unary("period(text(@))", "period"),
    function(s, d) return ("(%s + %d)"):format(a(s, "period", d), math.random(0, 14)) end,
    function(s, d) return ("(%s - %s)"):format(a(s, "period", d), literal_of "integer") end,
    function(s, d)
      return ("period_add(%s, %s)"):format(a(s, "period", d), a(s, "integer", d))
    end,
  },
  date = {
    unary("first_day(@)", "period"), unary("last_day(@)", "period"), unary("last_day(@)", "date"),
    function(s, d) return ("(%s + %s)"):format(a(s, "date", d), a(s, "integer", d)) end,
  },
  boolean = {
    binary("==", numeric_type, numeric_type), binary("<", numeric_type, numeric_type),
    binary("<=", numeric_type, numeric_type), binary(">", numeric_type, numeric_type),
    binary(">=", numeric_type, numeric_type), binary("~=", numeric_type, numeric_type),
    binary("<", "text", "text"), binary(">=", "text", "text"), binary("==", "text", "text"),
    binary("==", "period", "period"), binary("~=", "date", "date"), binary("<", "date", "date"),
    function(s, d)
      local period = a(s, "period", d)
      return ("(%s <= %s)"):format(period, chance(0.8) and period .. " + 1" or a(s, "period", d))
    end,
    binary("==", "boolean", "boolean"), binary("and", "boolean", "boolean"),
    binary("or", "boolean", "boolean"), unary("(not @)", "boolean"),
    unary("is_missing(@)", any_type), unary("is_suppressed(@)", any_type),
    function(s, d)
      return ("%s(%s, %s)"):format(pick { "contains", "starts_with", "ends_with" },
        a(s, "text", d), literals.text())
    end,
    function(s, d)
      local of = pick { "integer", "text", "period", "decimal", "number" }
      local second = (of == "integer" or of == "number") and pick { of, "decimal" } or of
      return ("(%s in (%s, %s))"):format(a(s, of, d), literals[of](), literals[second]())
    end,
  },
}

for type, list in pairs(calls) do
  for _, call in ipairs(choosing(type)) do list[#list + 1] = call end
end

function make(schema, type, depth)
  if depth <= 0 or chance(0.3) then return leaf(schema, type) end
  return pick(calls[type])(schema, depth)
end

-- A scalar expression. `schema` is an array of {name=, type=}.
function random_expression.scalar(schema, type, depth)
  return make(schema, type, depth or math.random(0, 3))
end

-- ---- aggregates and windows ----

local function aggregate(schema, depth)
  local function x(type) return make(schema, type, chance(0.6) and 0 or depth) end
  return pick {
    function() return "count()", "integer" end,
    function() return ("count(%s)"):format(x(any_type(schema))), "integer" end,
    function() return ("n_distinct(%s)"):format(x(any_type(schema))), "integer" end,
    function()
      local type = numeric_type(schema)
      return ("sum(%s)"):format(x(type)), type
    end,
    function()
      local type = numeric_type(schema)
      return ("sum(%s)"):format(x(type)), type
    end,
    function() return ("sum(%s)"):format(x "boolean"), "integer" end,
    function() return ("mean(%s)"):format(x(numeric_type(schema))), "number" end,
    function() return ("median(%s)"):format(x(numeric_type(schema))), "number" end,
    function() return ("sd(%s)"):format(x(numeric_type(schema))), "number" end,
    function()
      return ("quantile(%s, %s)"):format(x(numeric_type(schema)),
        pick { "0.25", "0.9", "0.5", "0", "1", "0.333" }), "number"
    end,
    function()
      local value, weight = x(numeric_type(schema)), x(numeric_type(schema))
      return ("weighted_mean(%s, abs(%s))"):format(value, weight), "number"
    end,
    function()
      local type = ordered_type(schema)
      return ("%s(%s)"):format(pick { "min", "max" }, x(type)), type
    end,
    function()
      local type = any_type(schema)
      return ("%s(%s)"):format(pick { "first", "last" }, x(type)), type
    end,
  }()
end

-- An expression for summarise.
function random_expression.aggregate(schema)
  local text, type = aggregate(schema, 1)
  if chance(0.3) and (type == "integer" or type == "decimal" or type == "number") then
    local other = aggregate(schema, 1)
    while other:find "^min" or other:find "^max" or other:find "^first" or other:find "^last" do
      other = aggregate(schema, 1)
    end
    return ("%s %s %s"):format(text, pick { "/", "+", "*", "-" }, other)
  elseif chance(0.1) then
    return ("text(%s)"):format(text)
  end
  return text
end

-- An expression for a grouped mutate. `time`: the name of a period column to give, or nil.
function random_expression.window(schema, time)
  local function x(type) return make(schema, type, math.random(0, 1)) end
  local third = time and ", " .. quoted_name(time) or ""
  local text = pick {
    function()
      return ("%s(%s, %d%s)"):format(pick { "lag", "lead" }, x(any_type(schema)), math.random(0, 3),
        third)
    end,
    function()
      if time then return ("lag(%s, 1%s)"):format(x(any_type(schema)), third) end
      return ("%s(%s)"):format(pick { "lag", "lead" }, x(any_type(schema)))
    end,
    function()
      return ("cumsum(%s%s)"):format(x(numeric_type(schema)), chance(0.5) and third or "")
    end,
    function() return ("%s / sum(%s)"):format(x "integer", x(numeric_type(schema))) end,
    function() return (aggregate(schema, 1)) end,
    function()
      local name = pick { "rolling_sum", "rolling_mean" }
      return ("%s(%s, %d%s)"):format(name, x(numeric_type(schema)), math.random(1, 3), third)
    end,
    function()
      return ("rank(%s)"):format(x(ordered_type(schema)))
    end,
    function() return ("share(%s)"):format(x(numeric_type(schema))) end,
    function()
      return ("%s - lag(%s, 1%s)"):format(x "integer", x(numeric_type(schema)), third)
    end,
  }()
  return text
end

return random_expression
