-- A small test harness: TAP lines on standard output, one per claim.
--
--   local check = dofile "tests/lua/check.lua"
--   check.test("a_claim_in_words", function() check.equal(1 + 1, 2) end)
--   check.finish()

local check = { failed = 0 }

local function show(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" or getmetatable(value) then return tostring(value) end
  local parts, keys = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    parts[#parts + 1] = tostring(key) .. "=" .. show(value[key])
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function same(a, b)
  if math.type(a) ~= math.type(b) then return false end
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" or getmetatable(a) or getmetatable(b) then
    return false
  end
  for key, value in pairs(a) do if not same(value, b[key]) then return false end end
  for key in pairs(b) do if a[key] == nil then return false end end
  return true
end

-- Integers and floats are different; tables are compared whole.
function check.equal(found, expected, about)
  if not same(found, expected) then
    error(("%sfound %s\nexpected %s"):format(about and about .. ": " or "", show(found),
      show(expected)), 2)
  end
end

function check.close(found, expected, tolerance)
  if type(found) ~= "number" or math.abs(found - expected) > (tolerance or 1e-9) then
    error(("found %s\nexpected %s"):format(show(found), show(expected)), 2)
  end
end

-- `fn` must raise an error whose text holds every one of the given plain texts.
function check.fails(fn, ...)
  local ok, message = pcall(fn)
  if ok then error("no error was raised", 2) end
  for _, text in ipairs { ... } do
    if not tostring(message):find(text, 1, true) then
      error(("the error does not say %q:\n%s"):format(text, tostring(message)), 2)
    end
  end
end

function check.skip(claim, why)
  print(("ok - %s # SKIP %s"):format(claim, why))
end

function check.test(claim, fn)
  local ok, message = xpcall(fn, debug.traceback)
  if ok then
    print("ok - " .. claim)
  else
    check.failed = check.failed + 1
    print("not ok - " .. claim)
    print((tostring(message):gsub("^", "# "):gsub("\n", "\n# ")))
  end
end

function check.finish()
  os.exit(check.failed == 0, true)
end

return check
