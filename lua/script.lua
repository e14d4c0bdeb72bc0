-- What a script's head needs: its options, strictly read, and its help.

local fault = require "fault"
local native = require "native"

local script = {}

local readers = {
  flag = function(value, name)
    if value == "ja" then return true end
    fault.raise { what = ("%s takes no value, not '%s'"):format(name, value) }
  end,
  text = function(value) return value end,
  date = function(value, name)
    local day = native.period(value)
    if not day or day.kind ~= "day" then
      fault.raise { what = ("%s takes a date, not '%s'"):format(name, value),
        hint = "write it as 2021-09-30" }
    end
    return day
  end,
}

local function name_list(options)
  local names = { "--help" }
  for _, option in ipairs(options) do names[#names + 1] = option.name end
  return names
end

local function find(options, name)
  for _, option in ipairs(options) do if option.name == name then return option end end
end

-- "--out DIR"; a flag has no value.
local function with_value(option)
  return option.value and option.name .. " " .. option.value or option.name
end

local function usage(spec)
  local parts = { "usage: indsats " .. spec.name }
  for _, option in ipairs(spec.options) do
    parts[#parts + 1] = ("[%s]"):format(with_value(option))
  end
  return table.concat(parts, " ")
end

local function help(spec)
  local lines = { usage(spec), "", spec.purpose, "" }
  for _, option in ipairs(spec.options) do
    lines[#lines + 1] = ("  %-16s %s"):format(with_value(option), option.help)
  end
  lines[#lines + 1] = "  --help           denne hjælp"
  return table.concat(lines, "\n")
end

-- Read a script's arguments. spec: { name = "scripts/x.lua", purpose = "...", options = { { name =
-- "--out", value = "DIR", key = "out", kind = "text", help = "..." } ... } }. Gives a table by key;
-- `--name=value` is the same as `--name value`. --help prints and ends the program.
function script.options(arguments, spec)
  local found, at = {}, 1
  while at <= #arguments do
    local name, value = arguments[at]:match "^(%-%-[^=]+)=(.*)$"
    name = name or arguments[at]
    if name == "--help" then
      print(help(spec))
      os.exit(0, true)
    end
    local option = find(spec.options, name)
    if not option then
      fault.raise { what = ("%s takes no '%s'"):format(spec.name, name),
        hint = fault.suggestion(name, name_list(spec.options)), why = usage(spec) }
    end
    if option.kind == "flag" then value = value or "ja" end
    if not value then
      at = at + 1
      value = arguments[at]
    end
    if found[option.key] ~= nil then
      fault.raise { what = ("%s is given twice"):format(name), why = usage(spec) }
    end
    if not value or value == "" or value:find "^%-%-" then
      fault.raise { what = ("%s needs a value: %s"):format(name, option.value), why = usage(spec) }
    end
    found[option.key] = readers[option.kind](value, name)
    at = at + 1
  end
  return found
end

return script
