-- The manifest of a run: what was run, on what, and what came of it. It holds nothing of the clock,
-- the machine or the user, so that the same run has the same manifest.

local fault = require "fault"
local inputs = require "run.inputs"
local native = require "native"
local whole_file = require "whole_file"

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

local function lines_of(text)
  local list = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do list[#list + 1] = line end
  return list
end

local function short_digest(line)
  return native.sha256(line):sub(1, 8)
end

-- A short digest of every line, by which a changed line is found.
local function line_digests(text)
  local digests = lines_of(text)
  for i, line in ipairs(digests) do digests[i] = short_digest(line) end
  return table.concat(digests, " ")
end

-- { name =, sha256 =, lines = } of a script's file, or nil where it has none.
function manifest.script(path)
  local text = path and path ~= "" and whole_file(path)
  if not text then return nil end
  return { __order = { "name", "sha256", "lines" }, name = inputs.shown(path),
    sha256 = native.sha256(text), lines = line_digests(text) }
end

-- How many items two lists share at their beginning, and at their end behind that.
local function shared(before, now)
  local first, last, most = 0, 0, math.min(#before, #now)
  while first < most and before[first + 1] == now[first + 1] do first = first + 1 end
  while last < most - first and before[#before - last] == now[#now - last] do last = last + 1 end
  return first, last
end

-- Where a script is not what it was, between the first line that differs and the last: sentences.
function manifest.changed_lines(script, path)
  local text, before, now, told = whole_file(path) or "", {}, {}, {}
  for digest in script.lines:gmatch "%x+" do before[#before + 1] = digest end
  local texts = lines_of(text)
  for i, line in ipairs(texts) do now[i] = short_digest(line) end
  local first, last = shared(before, now)
  local gone, come = #before - first - last, #now - first - last
  if gone == 0 and come == 0 then
    return { "no line differs: how the last one ends does, or the digest in the manifest" }
  end
  for i = first + 1, first + come do
    local word = gone == 0 and "is new" or "is now"
    told[#told + 1] = ("line %d %s: %s"):format(i, word, texts[i])
  end
  if come == 0 then
    told[1] = ("%s after line %d %s gone"):format(gone == 1 and "the line" or gone .. " lines",
      first, gone == 1 and "is" or "are")
  end
  return told
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

local function is_text(value)
  return type(value) == "string"
end

-- Whether `list` is one of which each is as `is_one` wants it.
local function all(list, is_one)
  if type(list) ~= "table" then return false end
  for i = 1, #list do if not is_one(list[i]) then return false end end
  return true
end

-- A file's name and digest.
local function is_file(one)
  return type(one) == "table" and is_text(one.name) and one.name:find "[^/]$"
    and is_text(one.sha256)
end

local function is_paper(one)
  return type(one) == "table" and is_text(one.paper) and is_text(one.day) and is_text(one.sha256)
end

-- Whether what was read has all that a manifest has; somebody may have written in it since.
local function is_whole(found)
  return is_file(found.script) and is_text(found.script.lines) and all(found.arguments, is_text)
    and all(found.inputs, is_file) and (found.outputs == nil or all(found.outputs, is_file))
    and (found.ledger == nil or is_paper(found.ledger))
end

-- The manifest in a file: its own, or an HTML document's. Raises where it holds none.
function manifest.read(path)
  local text = whole_file(path)
  if not text then fault.raise { what = path .. " cannot be read" } end
  local inner = text:match '<pre id="manifest">(.-)</pre>'
  local found, why = native.json_decode(inner and (inner:gsub("&([%w#]+);", entities)) or text)
  if type(found) ~= "table" then not_one(path, not inner and why or nil) end
  if not found.recipe then not_one(path, nil) end
  if found.recipe ~= manifest.RECIPE then
    not_one(path, ("it is of layout %s, and this program reads %d"):format(tostring(found.recipe),
      manifest.RECIPE))
  end
  if not is_whole(found) then not_one(path, "it is not as indsats has written it") end
  return found
end

return manifest
