-- A document whose texts try to be something else: formulas, markup, commands to a terminal, marks
-- that turn the direction of writing, broken UTF-8. Every renderer must show them as they are.

local document = require "report.document"

local hostile = {}

hostile.texts = {
  "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "'=1+1",
  "=HYPERLINK(\"https://example.dk\")", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
  "]]></w:t>", "&amp; &lt; \" '", "</td></table>", "a\0b", "\27[31mred\27[0m", "a\u{202E}b",
  "\xFFbroken\xC3", "| a | b |", "`code`", "[x](https://example.dk)", "{{x}} ${x} %s %d", "a;b,c",
  "a\nb", "\u{FFFE}\u{FFFF}", "😀 e\u{301}", ("lang "):rep(40),
}

function hostile.document()
  local doc = document.new { title = "=1+1 <b>", subtitle = "\27[2J", kicker = "@x",
    description = "</style>", footer = "-->", as_of = "2021-09-30" }
  doc:heading(2, "=2+2 <i>")
  local rows, points = {}, {}
  for i, text in ipairs(hostile.texts) do
    doc:paragraph { { text = text } }
    doc:note(text, { label = text })
    rows[i] = { text, { text = text, note = text, why = { title = text, lines = { text } } } }
    points[i] = { x = i .. text, y = i, text = text }
  end
  doc:list(hostile.texts)
  doc:key_figures { { label = "=1", value = "=1+1", detail = "@x" } }
  doc:table { caption = "=cap", columns = { { label = "=head" }, { label = "b", group = "+g" } },
    rows = rows, note = "=remark", source = "=source" }
  doc:table { caption = "c", columns = { "a", "b" },
    rows = { { group = "=group" }, { "a", "-5" } } }
  doc:chart { kind = "bar", title = "=chart", unit = "=unit", description = "<b>",
    series = { { label = "=series", points = points } } }
  doc:sources { { path = "=path", text = "<b>", href = "https://example.dk/\"><b>" } }
  return doc
end

return hostile
