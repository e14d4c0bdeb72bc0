-- What a document can be written as, and the two options by which every script is asked for it:
-- --out DIR and --format LIST.

local fault = require "fault"
local files = require "report.files"
local gate = require "report.gate"
local manifest = require "run.manifest"

local output = {}

-- Each format: the name in --format, which is also the ending of the file; the module that renders
-- it, with render(doc) -> bytes | nil, message, or, for several files, files(doc) -> {{ending=,
-- bytes=}, ...}; `options` for render.
output.formats = {
  { name = "md", module = "report.markdown" },
  { name = "html", module = "report.html" },
  { name = "json", module = "report.json" },
  { name = "txt", module = "report.text", options = { width = 80 } }, -- whatever the terminal is
  { name = "csv", module = "report.csv" },
  { name = "xlsx", module = "report.xlsx" },
  { name = "docx", module = "report.docx" },
  { name = "pdf", module = "report.pdf" },
}

output.default = { "md", "html", "json" }

local function names()
  local list = {}
  for i, format in ipairs(output.formats) do list[i] = format.name end
  return list
end

local function find(name)
  for _, format in ipairs(output.formats) do if format.name == name then return format end end
  fault.raise { what = ("--format knows no '%s'"):format(name),
    why = fault.suggestion(name, names()), hint = "formats are " .. table.concat(names(), ", ") }
end

-- "html, xlsx" -> { "html", "xlsx" }; raises for one that is not known.
function output.parse(text)
  local list, seen = {}, {}
  for name in (text .. ","):gmatch " *([^,]-) *," do
    if not seen[name] then list[#list + 1] = find(name).name end
    seen[name] = true
  end
  return list
end

-- The options for script.options.
function output.options(name)
  return { name = "--out", value = "DIR", key = "out", kind = "text",
    help = ("skriv også %s.md, .html og .json i mappen"):format(name) },
    { name = "--format", value = "LISTE", key = "format", kind = "text",
      help = "andre formater til --out: " .. table.concat(names(), ",") }
end

local function render_one(doc, name, format)
  local renderer = require(format.module)
  if renderer.files then
    local list = renderer.files(doc)
    for _, file in ipairs(list) do file.name = name .. "." .. file.ending end
    return list
  end
  local bytes, message = renderer.render(doc, format.options)
  if not bytes then fault.raise { what = message } end
  return { { name = name .. "." .. format.name, bytes = bytes } }
end

-- The document in each of the formats: { { name =, bytes = } ... }.
function output.render(doc, name, formats)
  gate.pass(doc)
  local list = {}
  for _, format in ipairs(formats) do
    for _, file in ipairs(render_one(doc, name, find(format))) do list[#list + 1] = file end
  end
  return list
end

-- Write the document to a path, whose ending names the format.
function output.save(doc, path)
  local folder, name, ending = path:match "^(.-)([^/]+)%.(%w+)$"
  if not name then
    fault.raise { what = ("'%s' has no ending that names a format"):format(tostring(path)),
      hint = "formats are " .. table.concat(names(), ", ") }
  end
  local written, message = files.write_all(folder == "" and "." or folder,
    output.render(doc, name, { ending }))
  if not written then fault.raise { what = message } end
  return written[1] and written[1].result
end

-- The formats that a script's options ask for, checked before any work is done.
function output.wanted(options)
  if options.format and not options.out then
    fault.raise { what = "--format needs --out DIR: where the files are written" }
  end
  return options.format and output.parse(options.format) or output.default
end

-- The files of a document as options ask for it, and its manifest: { { name =, bytes = } ... }.
-- arguments: those that the script is run with for this document alone; else its own.
function output.files(doc, name, options, arguments)
  doc.recipe = manifest.recipe(doc.day, arguments, doc.ledger)
  local list = output.render(doc, name, output.wanted(options))
  if doc.recipe then
    list[#list + 1] = { name = name .. manifest.ENDING, bytes = manifest.text(doc.recipe, list) }
  end
  return list
end

-- Write the files of a document and its manifest to --out; when they are there, what it said is
-- noted in the ledger, by doc.published.name or by the name of its files. Gives what was written,
-- as files.write_all. arguments: as in output.files.
function output.publish(doc, name, options, arguments)
  local written, message = files.write_all(options.out,
    output.files(doc, name, options, arguments))
  if not written then fault.raise { what = message } end
  if doc.record then require("ledger.told").note(name, doc.record) end
  if doc.published and not doc.internal then
    require("ledger.paper").note(doc.published.name or name, doc.title, doc.day, doc.published)
  end
  return written
end

-- The document's text on standard output, and its files where --out is given.
function output.write(doc, name, options)
  output.wanted(options)
  io.write(require("report.text").render(doc))
  if not options.out then return end
  local written = output.publish(doc, name, options)
  io.write "\n"
  for _, file in ipairs(written) do
    print((file.result == "same" and "uændret: " or "skrevet: ") .. file.path)
  end
end

return output
