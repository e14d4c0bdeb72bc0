-- A document as PDF, printed by the system's own Chromium from the HTML, or by LibreOffice from
-- the Word document where there is no Chromium. Neither belongs to this program: without both
-- there is a sentence that says so. The file holds no other day than the document's; its bytes are
-- the same as long as the printing program and its fonts are.

local docx = require "report.docx"
local fault = require "fault"
local files = require "report.files"
local html = require "report.html"
local whole_file = require "whole_file"

local pdf = {}

local SECONDS = 120 -- after which a program that prints is stopped

local function quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- The first of the programs that is there, or nil.
local function find(names)
  for _, name in ipairs(names) do
    if os.execute(("command -v %s >/dev/null 2>&1"):format(name)) then return name end
  end
end

-- Chromium does without its sandbox for root, who has none to leave.
local function chromium_command(program, folder)
  return ('[ "$(id -u)" = 0 ] && root=--no-sandbox; exec timeout %d %s --headless ${root:-} \z
    --disable-gpu --no-first-run --user-data-dir=%s --no-pdf-header-footer --print-to-pdf=%s %s')
    :format(SECONDS, program, quoted(folder .. "/profile"), quoted(folder .. "/document.pdf"),
    quoted("file://" .. folder .. "/document.html"))
end

local function office_command(program, folder)
  return ("exec timeout %d %s %s --headless --convert-to pdf --outdir %s %s"):format(SECONDS,
    program, quoted("-env:UserInstallation=file://" .. folder .. "/profile"), quoted(folder),
    quoted(folder .. "/document.docx"))
end

local function read_pdf(path)
  local bytes = whole_file(path)
  return bytes and bytes:find "^%%PDF%-" and bytes or nil
end

-- The time of printing is the day of the document: the same number of characters.
local function with_day(bytes, day)
  local digits = (day or "1980-01-01"):gsub("-", "") .. "000000"
  return (bytes:gsub("(/%a+Date ?%(D:)(%d%d%d%d%d%d%d%d%d%d%d%d%d%d)", "%1" .. digits))
end

-- A folder of its own, that no other user can have made.
local function make_folder()
  local pipe = assert(io.popen "mktemp -d")
  local folder = pipe:read "l"
  pipe:close()
  if not folder then fault.raise { what = "no folder can be made to print in" } end
  return folder
end

-- Print the source, a file of its own folder; `command` makes the call of the shell.
local function print_with(command, program, name, bytes)
  local folder = make_folder()
  local written, message = files.write(folder .. "/" .. name, bytes)
  if not written then return nil, message end
  os.execute(("(%s) >/dev/null 2>&1 </dev/null"):format("export TZ=UTC; "
    .. command(program, folder)))
  local made = read_pdf(folder .. "/document.pdf")
  os.execute("rm -rf " .. quoted(folder))
  if not made then return nil, program .. " printed no PDF" end
  return made
end

-- The bytes | nil, message.
function pdf.render(doc)
  local chromium = find { "chromium", "chromium-browser", "google-chrome" }
  local office = not chromium and find { "soffice", "libreoffice" }
  local bytes, message
  if chromium then
    bytes, message = print_with(chromium_command, chromium, "document.html", html.render(doc))
  elseif office then
    bytes, message = print_with(office_command, office, "document.docx", docx.render(doc))
  else
    fault.raise { what = "a PDF is printed by Chromium or LibreOffice, and neither is installed",
      hint = "install one of them (apt-get install chromium), or write --format html and print \z
        that" }
  end
  return bytes and with_day(bytes, doc.day), message
end

return pdf
