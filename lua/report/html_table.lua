-- Tables in HTML: a caption, scopes for columns, rows and groups, notes beneath. A table wider than
-- its page scrolls within a region that the keyboard reaches.

local markup = require "report.markup"
local tabular = require "report.table"

local html_table = {}

local function put(out, pattern, ...)
  out[#out + 1] = select("#", ...) > 0 and pattern:format(...) or pattern
end

local function column_head(column, rows)
  local class = column.align == "right" and ' class="right"' or ""
  local span = rows > 1 and (' rowspan="%d"'):format(rows) or ""
  if column.label == "" then return ("<td%s%s></td>"):format(class, span) end
  return ('<th scope="col"%s%s>%s</th>'):format(class, span, markup.prose(column.label))
end

local function draw_head(out, block)
  local groups = tabular.groups(block.columns)
  put(out, "<thead>")
  if groups then
    local over, under = {}, {}
    for _, group in ipairs(groups) do
      for i = group.from, group.to do
        local list = group.text and under or over
        list[#list + 1] = column_head(block.columns[i], group.text and 1 or 2)
      end
      if group.text then
        over[#over + 1] = ('<th scope="colgroup" colspan="%d" class="over">%s</th>'):format(
          group.to - group.from + 1, markup.prose(group.text))
      end
    end
    put(out, "<tr>%s</tr>\n<tr>%s</tr>", table.concat(over), table.concat(under))
  else
    local heads = {}
    for i, column in ipairs(block.columns) do heads[i] = column_head(column, 1) end
    put(out, "<tr>%s</tr>", table.concat(heads))
  end
  put(out, "</thead>")
end

local function cell_content(cell, id)
  local text = markup.figure(cell.text and markup.prose(cell.text) or "", cell.origin)
  if cell.href then text = ('<a href="%s">%s</a>'):format(markup.escape(cell.href), text) end
  if cell.strong then text = "<strong>" .. text .. "</strong>" end
  if cell.mark then
    text = text .. ('<sup><a href="#%s-%s" aria-label="Note %s">%s</a></sup>'):format(id, cell.mark,
      cell.mark, cell.mark)
  end
  if not cell.status then return text end
  if text ~= "" then text = (' <span class="reason">%s</span>'):format(text) end
  return markup.badge(cell.status) .. text
end

local SHORT = 6 -- rows; such a table is kept on one page in print

local LONG = 24 -- characters; cells beyond this keep some width on a phone

local function draw_cell(cell, column, id)
  local classes = {}
  if column.align == "right" then classes[1] = "right" end
  if cell.text and tabular.is_figure(cell.text) then
    classes[#classes + 1] = "figure"
  elseif cell.text and (utf8.len(cell.text) or 0) > LONG then
    classes[#classes + 1] = "words"
  end
  local class = #classes > 0 and (' class="%s"'):format(table.concat(classes, " ")) or ""
  local content = cell_content(cell, id)
  if column.header and content ~= "" then
    return ('<th scope="row"%s>%s</th>'):format(class, content)
  end
  return ("<td%s>%s</td>"):format(class, content)
end

local function draw_rows(out, block, id)
  put(out, "<tbody>")
  for r, row in ipairs(block.rows) do
    if row.group then
      if r > 1 then put(out, "</tbody>\n<tbody>") end
      put(out, '<tr class="band"><th scope="rowgroup" colspan="%d">%s</th></tr>', #block.columns,
        markup.prose(row.group))
    else
      local cells = {}
      for i, column in ipairs(block.columns) do cells[i] = draw_cell(row[i], column, id) end
      put(out, "<tr%s>%s</tr>", row.strong and ' class="total"' or "", table.concat(cells))
    end
  end
  put(out, "</tbody>")
end

local function draw_below(out, block, id)
  if #block.notes + #block.remarks == 0 and not block.source then return end
  put(out, '<div class="below">')
  if #block.notes > 0 then
    put(out, "<ul>")
    for _, note in ipairs(block.notes) do
      put(out, '<li id="%s-%s"><sup>%s</sup> %s</li>', id, note.mark, note.mark,
        markup.prose(note.text))
    end
    put(out, "</ul>")
  end
  for _, remark in ipairs(block.remarks) do put(out, "<p>%s</p>", markup.prose(remark)) end
  if block.source then put(out, "<p>Kilde: %s</p>", markup.prose(block.source)) end
  put(out, "</div>")
end

local MANY = 8 -- columns; above this a table is set closer in print, which does not scroll
local FEW = 3 -- columns; of short texts alone, such a table is not drawn out over the page

local function is_compact(block)
  if #block.columns > FEW then return false end
  for _, row in ipairs(block.rows) do
    for i = 1, #row do
      if (utf8.len(row[i].text or "") or 0) > LONG then return false end
    end
  end
  return true
end

-- `id`: of a table that has no number of its own (under a chart).
function html_table.draw(out, block, id)
  id = id or block.id
  local name = block.number and ("<b>Tabel %d.</b> "):format(block.number) or ""
  put(out, '<div class="table%s%s%s" id="%s">', #block.rows <= SHORT and " short" or "",
    is_compact(block) and " compact" or "", #block.columns > MANY and " many" or "", id)
  put(out, '<div class="scroll" role="region" aria-labelledby="%s-titel" tabindex="0">', id)
  put(out, '<table>\n<caption id="%s-titel"><span>%s%s</span></caption>', id, name,
    markup.prose(block.caption))
  draw_head(out, block)
  draw_rows(out, block, id)
  put(out, "</table>\n</div>")
  draw_below(out, block, id)
  put(out, "</div>")
end

return html_table
