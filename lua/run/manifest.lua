-- The manifest of a run: what was run, on what, and what came of it. It holds nothing of the clock,
-- the machine or the user, so that the same run has the same manifest.

local fault = require "fault"
local inputs = require "run.inputs"
local native = require "native"

local manifest = {}

-- How a manifest is laid out: raised when it changes.
manifest.RECIPE = 1

-- The ending of its file, beside the documents.
manifest.ENDING = ".manifest.json"

-- Options that say where a run writes, and not what.
local places = { ["--out"] = true }

-- The arguments without those.
local function arguments_kept(arguments)
  local kept, at = {}, 1
  while at <= #arguments do
    local name = arguments[at]:match "^(%-%-[^=]+)=" or arguments[at]
    if not places[name] then
      kept[#kept + 1] = arguments[at]
    elseif not arguments[at]:find "=" then
      at = at + 1 -- its value, too
    end
    at = at + 1
  end
  return kept
end

-- A short digest of every line, by which a changed line is found.
local function line_digests(text)
  local digests = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do
    digests[#digests + 1] = native.sha256(line):sub(1, 8)
  end
  return table.concat(digests, " ")
end

local function text_of(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- { name =, sha256 =, lines = } of a script's file, or nil where it has none.
function manifest.script(path)
  local text = path and path ~= "" and text_of(path)
  if not text then return nil end
  return { __order = { "name", "sha256", "lines" }, name = inputs.shown(path),
    sha256 = native.sha256(text), lines = line_digests(text) }
end

-- The lines of a script that are not what they were: { number, text } of the first few.
function manifest.changed_lines(script, path)
  local text, changed, number = text_of(path) or "", {}, 0
  local old = script.lines:gmatch "%x+"
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    if old() ~= native.sha256(line):sub(1, 8) then changed[#changed + 1] = { number, line } end
  end
  if #changed == 0 then changed[1] = { number, "(the last one; lines after it are gone)" } end
  return changed
end

-- What a run has come from so far, or nil where no script's file is run. as_of: a day. arguments:
-- those that the script is to be run with again; else its own. ledger: what the document tells of
-- earlier papers, { paper = name, day =, sha256 = }, or nil.
function manifest.recipe(as_of, arguments, ledger)
  local path = arg and arg[0]
  local script = manifest.script(path)
  if not script then return nil end
  local asked = inputs.clock()
  if asked then
    fault.raise { what = ("%s asks the clock, and this document would depend on it"):format(asked),
      why = "the same script and figures give the same bytes, whenever they are run",
      hint = "take the day from --as-of, or from the figures: t:cell(#t, \"periode\").last_day" }
  end
  local list = {}
  for _, one in ipairs(inputs.list()) do
    if one.name ~= script.name then list[#list + 1] = one end
  end
  return { __order = { "recipe", "program", "lua", "script", "arguments", "as_of", "inputs",
      ledger and "ledger" },
    recipe = manifest.RECIPE, program = "indsats " .. native.version, lua = _VERSION,
    script = script, arguments = arguments_kept(arguments or arg), as_of = as_of, inputs = list,
    ledger = ledger and { __order = { "paper", "day", "sha256" }, paper = ledger.paper,
      day = ledger.day, sha256 = ledger.sha256 } }
end

-- The manifest's text: a recipe and the files that came of it, { name =, bytes = } each.
function manifest.text(recipe, files)
  local outputs = {}
  for i, file in ipairs(files) do
    outputs[i] = { __order = { "name", "sha256" }, name = file.name,
      sha256 = native.sha256(file.bytes) }
  end
  local whole = { __order = { table.unpack(recipe.__order) }, outputs = outputs }
  for _, key in ipairs(recipe.__order) do whole[key] = recipe[key] end
  table.insert(whole.__order, "outputs")
  return native.json_encode(whole, 2) .. "\n"
end

local entities = { lt = "<", gt = ">", amp = "&", quot = '"', ["#39"] = "'" }

local function not_one(path, why)
  fault.raise { what = ("%s holds no manifest of indsats"):format(path), why = why,
    hint = "give the HTML or the " .. manifest.ENDING .. " that a script has written" }
end

-- The manifest in a file: its own, or an HTML document's. Raises where it holds none.
function manifest.read(path)
  local text = text_of(path)
  if not text then fault.raise { what = path .. " cannot be read" } end
  local inner = text:match '<pre id="manifest">(.-)</pre>'
  local found, why = native.json_decode(inner and (inner:gsub("&([%w#]+);", entities)) or text)
  if type(found) ~= "table" then not_one(path, not inner and why or nil) end
  if type(found.script) ~= "table" or type(found.inputs) ~= "table" then not_one(path, nil) end
  if found.recipe ~= manifest.RECIPE then
    not_one(path, ("it is of layout %s, and this program reads %d"):format(tostring(found.recipe),
      manifest.RECIPE))
  end
  return found
end

return manifest
