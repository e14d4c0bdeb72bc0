-- A document as one HTML file: no scripts, nothing from outside. Landmarks, captions and scopes for
-- those who hear it; a style (report.style) for screen, phone and A4.

local chart_words = require "report.chart_words"
local gate = require "report.gate"
local document = require "report.document"
local html_table = require "report.html_table"
local markup = require "report.markup"
local native = require "native"
local style = require "report.style"
local svg = require "report.svg"
local svg_bar = require "report.svg_bar"
local svg_dot = require "report.svg_dot"
local svg_line = require "report.svg_line"
local svg_multiples = require "report.svg_multiples"
local svg_progress = require "report.svg_progress"

local html = {}

local escape, prose = markup.escape, markup.prose

local function put(out, pattern, ...)
  out[#out + 1] = select("#", ...) > 0 and pattern:format(...) or pattern
end

local draw = {}

function draw.heading(out, block)
  put(out, '<h%d id="%s"%s>%s</h%d>', block.level, block.id,
    block.appendix and ' class="appendix"' or "", markup.flow(block.pieces), block.level)
end

function draw.paragraph(out, block)
  put(out, "<p>%s</p>", markup.flow(block.pieces))
end

function draw.list(out, block)
  local name = block.ordered and "ol" or "ul"
  put(out, "<%s>", name)
  for _, item in ipairs(block.items) do put(out, "<li>%s</li>", markup.flow(item)) end
  put(out, "</%s>", name)
end

function draw.note(out, block)
  put(out, '<div class="aside" role="note"><p><strong>%s:</strong> %s</p></div>',
    prose(block.label), markup.flow(block.pieces))
end

function draw.key_figures(out, block)
  put(out, '<dl class="cards">')
  for _, item in ipairs(block.items) do
    local about = item.status and markup.badge(item.status) or ""
    if item.detail then
      about = about .. ('<span class="change">%s</span>'):format(prose(item.detail))
    end
    put(out, '<div><dt>%s</dt><dd class="value">%s</dd>%s</div>', prose(item.label),
      markup.figure(prose(item.text), item.origin),
      about ~= "" and ('<dd class="about">%s</dd>'):format(about) or "")
  end
  put(out, "</dl>")
end

function draw.table(out, block)
  html_table.draw(out, block)
end

-- Each form as it is drawn on a wide page and on a narrow one: its content and its height.
local DRAWN = {
  bar = function(block, width, wide) return svg_bar.draw(block, width, not wide) end,
  line = function(block, width, wide) return svg_line.draw(block, width, wide) end,
  dot = function(block, width, wide) return svg_dot.draw(block, width, not wide) end,
  multiples = function(block, width, wide) return svg_multiples.draw(block, width, wide) end,
  progress = function(block, width) return svg_progress.draw(block, width) end,
}

local function draw_svg(block, id, class, width)
  local content, height = DRAWN[block.form](block, width, class == "wide")
  return svg.document({ id = id, title = block.title, class = class, width = width,
    height = height, description = chart_words.describe(block) }, content)
end

function draw.chart(out, block)
  put(out, '<figure class="chart%s" id="%s">', #block.categories > 8 and " long" or "", block.id)
  put(out, "<figcaption><b>Figur %d.</b> %s</figcaption>", block.number, prose(block.title))
  if block.description then put(out, '<p class="lead">%s</p>', prose(block.description)) end
  put(out, "%s", draw_svg(block, block.id .. "-bred", "wide", 720))
  put(out, "%s", draw_svg(block, block.id .. "-smal", "narrow", 350))
  if block.broken then
    put(out, '<p class="lead">%s</p>', prose(block.broken))
  end
  put(out, "<details open><summary>Tallene bag figuren</summary>")
  html_table.draw(out, block.table, block.id .. "-tal")
  put(out, "</details></figure>")
end

local function origin_line(line)
  local text = line.code and "<code>" .. escape(line.text) .. "</code>" or prose(line.text)
  return line.label and ("<li><b>%s:</b> %s</li>"):format(prose(line.label), text)
    or ("<li>%s</li>"):format(text)
end

function draw.origins(out, block)
  put(out, '<ol class="origins">')
  for i, item in ipairs(block.items) do
    local lines = {}
    for l, line in ipairs(item.lines) do lines[l] = origin_line(line) end
    put(out, '<li id="tal-%d"><p>%s</p>\n<ul>%s</ul></li>', i, prose(item.title),
      table.concat(lines, "\n"))
  end
  put(out, "</ol>")
end

function draw.sources(out, block)
  put(out, '<ul class="sources">')
  for _, item in ipairs(block.items) do
    local name = escape(item.path or item.text)
    if item.href then name = ('<a href="%s">%s</a>'):format(escape(item.href), name) end
    local parts = { "<strong>" .. name .. "</strong>" }
    if item.path and item.text then parts[#parts + 1] = "<br>" .. prose(item.text) end
    if item.sha256 then parts[#parts + 1] = ("<code>SHA-256 %s</code>"):format(item.sha256) end
    put(out, "<li>%s</li>", table.concat(parts))
  end
  put(out, "</ul>")
end

local function draw_head(out, doc)
  put(out, "<!DOCTYPE html>")
  put(out, '<html lang="da">\n<head>\n<meta charset="utf-8">')
  put(out, '<meta name="viewport" content="width=device-width, initial-scale=1">')
  local title = doc.kicker and ("%s – %s"):format(doc.title, doc.kicker) or doc.title
  put(out, "<title>%s</title>", escape(title))
  local description = doc.description or doc.subtitle
  if description then put(out, '<meta name="description" content="%s">', escape(description)) end
  put(out, "<style>\n%s</style>\n</head>", style)
end

local function draw_top(out, doc)
  put(out, '<body>\n<a class="skip" href="#indhold">Gå til indholdet</a>\n%s', markup.sprite())
  put(out, '<header class="top"><div>')
  if doc.kicker then put(out, '<p class="kicker">%s</p>', prose(doc.kicker)) end
  put(out, "<h1>%s</h1>", prose(doc.title))
  if doc.subtitle then put(out, '<p class="subtitle">%s</p>', prose(doc.subtitle)) end
  if doc.as_of then put(out, '<p class="as-of">Opgjort pr. %s</p>', prose(doc.as_of)) end
  put(out, "</div></header>")
end

local function draw_contents(out, entries)
  put(out, '<nav class="contents" aria-labelledby="indholdsfortegnelse">')
  put(out, '<h2 id="indholdsfortegnelse">Indhold</h2>\n<ol>')
  local level = 2
  for i, entry in ipairs(entries) do
    if entry.level > level then
      put(out, "<ol>")
    elseif i > 1 then
      put(out, "</li>")
      if entry.level < level then put(out, "</ol></li>") end
    end
    put(out, '<li><a href="#%s">%s</a>', entry.id, prose(entry.text))
    level = entry.level
  end
  put(out, level == 3 and "</li></ol></li></ol>\n</nav>" or "</li></ol>\n</nav>")
end

local function draw_notes(out, doc)
  if #doc.notes == 0 then return end
  put(out, '<h2 id="noter">Noter</h2>\n<ol class="notes">')
  for i, note in ipairs(doc.notes) do
    local back = ('<a href="#note-%d-her" aria-label="Tilbage til note %d">↩</a>'):format(i, i)
    put(out, '<li id="note-%d">%s %s</li>', i, prose(note), back)
  end
  put(out, "</ol>")
end

-- What the document was made of, for `indsats --verify` and for a reader who wants to know.
local function draw_recipe(out, recipe)
  put(out, '<section class="recipe" aria-label="Opskrift"><details>')
  put(out, "<summary>Sådan er dokumentet lavet</summary>")
  put(out, '<p>Kør det igen med <code>indsats --verify</code> og denne fil.</p>')
  put(out, '<div class="scroll" tabindex="0" role="region" aria-label="Opskriften"><pre \z
    id="manifest">%s</pre></div>', escape(native.json_encode(recipe, 1)))
  put(out, "</details></section>")
end

function html.render(doc)
  gate.pass(doc)
  local out = {}
  draw_head(out, doc)
  draw_top(out, doc)
  local entries = document.contents(doc)
  put(out, '<div class="page%s">', entries and " wide" or "")
  if entries then draw_contents(out, entries) end
  put(out, '<main id="indhold" tabindex="-1">')
  for _, block in ipairs(document.blocks(doc)) do draw[block.kind](out, block) end
  draw_notes(out, doc)
  if doc.recipe then draw_recipe(out, doc.recipe) end
  put(out, "</main>\n</div>")
  if doc.footer then
    put(out, '<footer class="bottom"><div><p>%s</p></div></footer>', prose(doc.footer))
  end
  put(out, "</body>\n</html>")
  return table.concat(out, "\n") .. "\n"
end

return html
