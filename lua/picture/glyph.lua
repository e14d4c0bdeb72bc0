-- The signs that pictures are made of: those of a terminal with Unicode, and plain ASCII.

local glyph = {}

glyph.unicode = {
  vertical = "│", tick = "┤", corner = "└", horizontal = "─", mark = "┬", event = "┊",
  pointer = "▼",
  point = "•", hidden = "×", at_least = "↑", at_most = "↓", inexact = "≈", full = "█", cut = "…",
  markers = { "●", "▲", "■", "◆", "○", "△", "□", "◇" },
  eighths = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" },
  levels = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
}

glyph.ascii = {
  vertical = "|", tick = "+", corner = "+", horizontal = "-", mark = "+", event = ":",
  pointer = "v",
  point = "o", hidden = "x", at_least = "^", at_most = "v", inexact = "~", full = "#", cut = "~",
  markers = { "a", "b", "c", "d", "e", "f", "g", "h" },
  eighths = {},
  levels = { "_", ".", "-", "~", "=", "+", "*", "#" },
}

-- How series are coloured, and what is less than a series.
glyph.colours = { "36", "33", "35", "32", "34", "31", "96", "93" }
glyph.dim = "2"
glyph.bold = "1"

function glyph.of(ascii)
  return ascii and glyph.ascii or glyph.unicode
end

return glyph
