-- Text of a document as HTML: escaped, with no-break spaces and real minus signs; verdicts as
-- badges with a drawn sign and their word.

local danish = require "report.danish"
local memo = require "memo"
local svg = require "report.svg"

local markup = {}

markup.escape = svg.escape

-- Running text: what a line must not break is kept together; `\n` is a line break.
markup.prose = memo(function(text)
  return (svg.escape(danish.minus(danish.glue(text))):gsub("\n", "<br>")
    :gsub("(%a%a%a%a/)(%a%a%a%a)", "%1<wbr>%2")) -- two long words may part
end)

-- Signs are drawn, as fonts differ in theirs. The word beside them says the same.
local SIGNS = {
  { "✔", "opfyldt", '<path d="M2.5 8.6l3.6 3.7L13.6 4" fill="none" stroke="currentColor" '
    .. 'stroke-width="2.4"/>' },
  { "●", "vej", '<circle cx="8" cy="8" r="5" fill="currentColor"/>' },
  { "▲", "bagud", '<path d="M8 2.5l6 11H2z" fill="currentColor"/>' },
  { "✘", "ikke", '<path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" '
    .. 'stroke-width="2.4"/>' },
  { "○", "aaben", '<circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" '
    .. 'stroke-width="2"/>' },
  { "–", "ingen", '<path d="M3 8h10" fill="none" stroke="currentColor" stroke-width="2.2"/>' },
  { "•", "prik", '<circle cx="8" cy="8" r="3" fill="currentColor"/>' },
  { "↑", "over", '<path d="M8 14V3M3.5 7.5L8 3l4.5 4.5" fill="none" stroke="currentColor" '
    .. 'stroke-width="2"/>' },
  { "↓", "under", '<path d="M8 2v11M3.5 8.5L8 13l4.5-4.5" fill="none" stroke="currentColor" '
    .. 'stroke-width="2"/>' },
  { "=", "lig", '<path d="M3 5.5h10M3 10.5h10" fill="none" stroke="currentColor" '
    .. 'stroke-width="2"/>' },
  { "≈", "naesten", '<path d="M2.5 6.2c2-2.4 3.6-1.6 5.5 0s3.5 2.4 5.5 0M2.5 11.2c2-2.4 3.6-1.6 '
    .. '5.5 0s3.5 2.4 5.5 0" fill="none" stroke="currentColor" stroke-width="1.8"/>' },
}

local NAMES = {}
for _, sign in ipairs(SIGNS) do NAMES[sign[1]] = sign[2] end

-- The drawings, once a page.
function markup.sprite()
  local parts = { '<svg class="hidden" aria-hidden="true" focusable="false">' }
  for _, sign in ipairs(SIGNS) do
    parts[#parts + 1] = ('<symbol id="tegn-%s" viewBox="0 0 16 16">%s</symbol>'):format(sign[2],
      sign[3])
  end
  return table.concat(parts) .. "</svg>"
end

function markup.badge(status)
  local sign = NAMES[status.sign]
    and ('<svg aria-hidden="true" focusable="false"><use href="#tegn-%s"/></svg>'):format(
      NAMES[status.sign])
    or ('<span aria-hidden="true">%s</span>'):format(svg.escape(status.sign))
  local text = ('<span class="badge %s">%s%s</span>'):format(status.tone, sign,
    markup.prose(status.word))
  if status.detail then
    text = ('%s <span class="detail">(%s)</span>'):format(text, markup.prose(status.detail))
  end
  return text
end

-- A figure, linked to where it comes from. `text` is markup.
function markup.figure(text, origin)
  return origin and ('<a class="why" href="#tal-%d">%s</a>'):format(origin, text) or text
end

local function flow_text(piece)
  local text = markup.figure(piece.text, piece.origin)
  if piece.href then text = ('<a href="%s">%s</a>'):format(svg.escape(piece.href), text) end
  return piece.strong and "<strong>" .. text .. "</strong>" or text
end

local function flow_note(number)
  return ('<sup><a id="note-%d-her" href="#note-%d" aria-label="Note %d">%d</a></sup>'):format(
    number, number, number, number)
end

-- The pieces of running text. What belongs together is found across pieces: "**21** pct."
function markup.flow(pieces)
  local parts = {}
  for i, piece in ipairs(pieces) do
    if piece.status then
      parts[i] = markup.badge(piece.status)
    elseif piece.note then
      parts[i] = flow_note(piece.note)
    else
      parts[i] = flow_text { text = markup.prose(piece.text), href = piece.href,
        strong = piece.strong, origin = piece.origin }
    end
  end
  return table.concat(parts)
end

return markup
