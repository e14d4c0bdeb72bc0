-- The styles of a Word document and its lists: headings that the navigation pane and a table of
-- contents know, tables with a style of their own. Danish for the spelling checker.

local NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
local HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
local INK, MUTED, DEEP, ACCENT = "1B2733", "52606D", "0A3A4F", "0B5C7A"
local KEEP = "<w:keepNext/><w:keepLines/>"

-- Sizes are in half points, spaces in twentieths of a point.
local function font(size, colour, bold)
  return ('%s<w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/>'):format(
    bold and "<w:b/>" or "", colour, size, size)
end

local function space(before, after, line)
  return ('<w:spacing w:before="%d" w:after="%d"%s/>'):format(before, after,
    line and (' w:line="%d" w:lineRule="auto"'):format(line) or "")
end

local function indent(left)
  return ('<w:ind w:left="%d"/>'):format(left)
end

-- id, name, properties of the paragraph, of its runs, the style that it builds on.
local PARAGRAPHS = {
  { "Kicker", "Kicker", KEEP .. space(0, 60), font(20, ACCENT, true) },
  { "Title", "Title", KEEP .. space(0, 80), font(48, DEEP, true) },
  { "Subtitle", "Subtitle", space(0, 120), font(26, MUTED) },
  { "AsOf", "As Of", space(0, 280), font(20, MUTED) },
  { "Heading1", "heading 1", KEEP .. space(420, 120) .. '<w:outlineLvl w:val="0"/>',
    font(32, DEEP, true) },
  { "Heading2", "heading 2", KEEP .. space(300, 100) .. '<w:outlineLvl w:val="1"/>',
    font(26, DEEP, true) },
  { "Heading3", "heading 3", KEEP .. space(240, 80) .. '<w:outlineLvl w:val="2"/>',
    font(23, DEEP, true) },
  { "TOCHeading", "TOC Heading", KEEP .. space(120, 80), font(26, DEEP, true) },
  { "TOC1", "toc 1", space(0, 40), font(21, INK) },
  { "TOC2", "toc 2", space(0, 40) .. indent(284), font(20, MUTED) },
  { "ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>' .. space(0, 80), "" },
  { "ListNumber", "List Number", space(0, 80), "" },
  { "Remark", "Remark", '<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" '
    .. 'w:color="0B5C7A"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F4F7F9"/>'
    .. space(160, 220) .. indent(240), "" },
  { "FootnoteText", "footnote text", space(0, 40), font(18, INK) },
  { "Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>' .. space(0, 0),
    font(17, MUTED) },
  { "Origin", "Origin", KEEP .. space(140, 20), "<w:b/>" },
  { "OriginLine", "Origin Line", space(0, 20) .. indent(284), font(19, MUTED) },
  { "Caption", "caption", KEEP .. space(280, 80), font(21, DEEP, true) },
  { "TableText", "Table Text", space(30, 30, 250), font(20, INK) },
  { "TableHead", "Table Head", "<w:keepNext/>", "<w:b/>", "TableText" },
  { "TableBand", "Table Band", "<w:keepNext/>" .. space(100, 30, 250), font(20, DEEP, true),
    "TableText" },
  { "TableSmall", "Table Small", "", font(16, INK), "TableText" },
  { "TableSmallHead", "Table Small Head", "<w:keepNext/>", font(16, INK, true), "TableText" },
  { "TableNote", "Table Note", space(20, 20), font(18, MUTED) },
  { "FigureLabel", "Figure Label", KEEP, font(19, MUTED), "TableText" },
  { "FigureValue", "Figure Value", KEEP, font(34, DEEP, true), "TableText" },
}

local function paragraph_style(spec)
  return ('<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/>'
    .. "<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>"):format(spec[1], spec[2],
    spec[5] or "Normal", spec[3], spec[4])
end

local function defaults()
  return '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" '
    .. 'w:eastAsia="Calibri" w:cs="Calibri"/><w:lang w:val="da-DK" w:eastAsia="da-DK" '
    .. 'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    .. '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    .. "<w:qFormat/><w:pPr>" .. space(0, 140, 276) .. "</w:pPr><w:rPr>" .. font(22, INK)
    .. "</w:rPr></w:style>"
end

local function character_styles()
  return '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
    .. '<w:color w:val="0B5C7A"/><w:u w:val="single"/></w:rPr></w:style>'
    .. '<w:style w:type="character" w:styleId="FootnoteReference"><w:name '
    .. 'w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
end

local function border(side, size, colour)
  return ('<w:%s w:val="single" w:sz="%d" w:space="0" w:color="%s"/>'):format(side, size, colour)
end

-- Lines between rows, a stronger one above, below and under the head.
local function table_styles()
  local margins = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    .. "</w:tblCellMar>"
  return '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name '
    .. 'w:val="Normal Table"/></w:style>'
    .. '<w:style w:type="table" w:styleId="Figures"><w:name w:val="Figures"/><w:basedOn '
    .. 'w:val="TableNormal"/><w:tblPr><w:tblBorders>' .. border("top", 8, DEEP)
    .. border("bottom", 8, DEEP) .. border("insideH", 4, "D5DCE3") .. "</w:tblBorders>" .. margins
    .. '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    .. border("bottom", 8, DEEP) .. "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    .. '<w:style w:type="table" w:styleId="Cards"><w:name w:val="Cards"/><w:basedOn '
    .. 'w:val="TableNormal"/><w:tblPr><w:tblBorders>' .. border("top", 18, DEEP)
    .. border("bottom", 4, "D5DCE3") .. border("insideV", 4, "D5DCE3") .. "</w:tblBorders>"
    .. margins .. "</w:tblPr></w:style>"
end

local function level(format, text)
  return ('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>'
    .. '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="340"/></w:pPr></w:lvl>')
    :format(format, text)
end

local style = {}

function style.styles()
  local parts = { HEAD, "<w:styles ", NAMESPACE, ">", defaults() }
  for _, spec in ipairs(PARAGRAPHS) do parts[#parts + 1] = paragraph_style(spec) end
  parts[#parts + 1] = character_styles() .. table_styles() .. "</w:styles>\n"
  return table.concat(parts)
end

-- Bullets are list 1; each numbered list of the document is one of its own, from 1.
function style.numbering(numbered)
  local parts = { HEAD, "<w:numbering ", NAMESPACE, '><w:abstractNum w:abstractNumId="0">',
    level("bullet", "•"), '</w:abstractNum><w:abstractNum w:abstractNumId="1">',
    level("decimal", "%1."), '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
    .. "</w:num>" }
  for i = 1, numbered do
    parts[#parts + 1] = ('<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride '
      .. 'w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'):format(i + 1)
  end
  parts[#parts + 1] = "</w:numbering>\n"
  return table.concat(parts)
end

return style
