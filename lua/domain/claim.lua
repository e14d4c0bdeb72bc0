-- Claims: what the documents say that can be computed again from other published figures
-- (data/paastande.lua), and what disagrees without anybody having said so. Verdicts:
--   stemmer                what was printed is what the figures give, at the decimals printed
--   afviger                it is not; the difference is told
--   kan ikke efterregnes   the figures that it would take are not published

local catalogue = require "domain.catalogue"
local compare = require "domain.compare"
local fields = require "domain.fields"
local figures_of = require "domain.figures"
local measure = require "domain.measure"
local native = require "native"
local open = require "query.open"
local wording = require "domain.wording"

local claim = {}

local AGREES, DIFFERS, UNKNOWN = "stemmer", "afviger", "kan ikke efterregnes"

local function result(word, published, recomputed, reason)
  return { word = word, published = published, recomputed = recomputed, reason = reason }
end

local function number(value, decimals)
  return native.format_number(value, decimals)
end

-- ---- references ----

local function row_value(figures, row)
  return figures:one(row).value
end

-- The value of a row, or of a share { numerator =, denominator = } in per cent; nil when a figure
-- is hidden.
local function value_of(figures, reference)
  if not reference.numerator then return row_value(figures, reference) end
  local numerator = row_value(figures, reference.numerator)
  local denominator = row_value(figures, reference.denominator)
  return numerator and denominator and denominator ~= 0 and 100 * numerator / denominator or nil
end

local hidden = result(UNKNOWN, nil, nil, "Et af tallene er skjult eller mangler.")

-- Whom a claim is about, for one sentence is often said of several: "Kontanthjælp,
-- aktivitetsparate, 3. kvt. 2019: ". `when`: with its period.
local function subject(reference, when)
  local row = reference.numerator or reference
  local parts = {}
  if row.ydelse and row.ydelse ~= "Alle" then parts[1] = row.ydelse end
  if row.gruppe and row.gruppe ~= "I alt" then parts[#parts + 1] = row.gruppe:lower() end
  if when then parts[#parts + 1] = wording.date(row.periode) end
  return #parts == 0 and "" or table.concat(parts, ", ") .. ": "
end

-- ---- kinds ----

-- A difference with its unit: of shares percentage points.
local function difference(value, decimals, unit)
  local text = number(native.round(math.abs(value), decimals), decimals)
  if not unit then return text end
  return text .. " " .. (unit == "pct." and "procentpoint" or unit)
end

-- A printed number against the recomputed one, rounded once to the decimals printed.
local function against(printed, value, decimals, unit, how)
  local rounded = native.round(value, decimals)
  local text = ("%s giver %s"):format(how, wording.value(rounded, unit))
  if rounded == printed then return result(AGREES, printed, value, wording.sentence(text)) end
  return result(DIFFERS, printed, value, wording.sentence(
    ("%s; der står %s, en forskel på %s"):format(text, wording.value(printed, unit),
      difference(rounded - printed, decimals, unit))))
end

local kinds = {}

function kinds.share(figures, one)
  local value = value_of(figures, one)
  if not value then return hidden end
  local how = ("%s%s af %s"):format(subject(one, true), number(row_value(figures, one.numerator)),
    number(row_value(figures, one.denominator)))
  return against(one.published, value, one.decimals, one.unit, how)
end

function kinds.change_percent(figures, one)
  local before, after = value_of(figures, one.before), value_of(figures, one.after)
  local change = before and after and compare.percent(before, after)
  if not change then return hidden end
  return against(one.published, change, one.decimals, one.unit,
    ("Fra %s til %s"):format(number(before), number(after)))
end

-- The places where one figure is printed: rounded to the decimals of the claim they are equal. The
-- first place is the one that the others are held against.
function kinds.same_figure(figures, one)
  local first, other, texts = nil, nil, {}
  local when = wording.date(one.places[1].periode)
  for i, place in ipairs(one.places) do
    local value = row_value(figures, place)
    if not value then return hidden end
    first = first or value
    texts[i] = number(value)
    if native.round(value, one.decimals) ~= native.round(first, one.decimals) then
      other = other or value
    end
  end
  if not other then
    return result(AGREES, first, first, ("Tallet for %s er trykt %d steder, alle %s."):format(
      when, #texts, texts[1]))
  end
  return result(DIFFERS, other, first, wording.sentence(
    ("Tallet for %s er trykt som %s: en forskel på %s"):format(when, wording.list(texts),
      difference(other - first, one.decimals, measure.find(one.places[1].maaling).unit))))
end

function kinds.sum(figures, one)
  local total, sum, texts = row_value(figures, one.total), 0, {}
  for i, part in ipairs(one.parts) do
    local value = row_value(figures, part)
    if not (value and total) then return hidden end
    sum = native.round(sum + value, one.decimals)
    texts[i] = number(value)
  end
  local fits = one.rest and sum <= total or sum == total
  local text = ("%s = %s"):format(table.concat(texts, " + "), number(sum))
  local rest = one.rest and (", og resten er %s"):format(number(total - sum)) or ""
  return result(fits and AGREES or DIFFERS, total, sum, fits and
    ("%s af %s%s."):format(text, number(total), rest) or
    ("%s; der står %s, en forskel på %s."):format(text, number(total),
      number(native.round(math.abs(total - sum), one.decimals))))
end

-- The bounds of what was rounded to `decimals`.
local function bounds(value, decimals)
  local half = 0.5 / 10 ^ decimals
  return value - half, value + half
end

-- Growth of a rate, as printed, against growth of the count above its line. Gives whether they can
-- agree, and the growths.
local function rate_growth(rate_before, rate_after, count_before, count_after, decimals)
  local before_low, before_high = bounds(rate_before, decimals)
  local after_low, after_high = bounds(rate_after, decimals)
  local growth = count_after / count_before
  local low, high = after_low / before_high, after_high / before_low
  return growth >= low and growth <= high, growth, low, high
end

local function rate_result(rate_before, rate_after, count_before, count_after, decimals)
  if rate_before == 0 or count_before == 0 then
    return result(UNKNOWN, nil, nil, "Udgangspunktet er 0, så væksten kan ikke regnes.")
  end
  local agrees, growth, low, high = rate_growth(rate_before, rate_after, count_before, count_after,
    decimals)
  local grown = compare.percent(count_before, count_after)
  local text = ("Antallet ændrer sig fra %s til %s, %s, %s procenten fra %s til %s, %s"):format(
    number(count_before), number(count_after), wording.change(grown),
    agrees and "og" or "men", number(rate_before),
    number(rate_after), wording.change(compare.percent(rate_before, rate_after)))
  if agrees then
    return result(AGREES, rate_after, rate_before * growth, wording.sentence(text))
  end
  return result(DIFFERS, rate_after, rate_before * growth, ("%s (med afrundingen mellem %s og \z
    %s). Med uændret grundlag skulle procenten være %s; der står %s."):format(text,
    wording.change(100 * (low - 1)), wording.change(100 * (high - 1)),
    number(rate_before * growth, decimals), number(rate_after)))
end

function kinds.rate_against_count(figures, one)
  local rate_before = row_value(figures, one.rate.before)
  local rate_after = row_value(figures, one.rate.after)
  local count_before = row_value(figures, one.count.before)
  local count_after = row_value(figures, one.count.after)
  if not (rate_before and rate_after and count_before and count_after) then return hidden end
  return rate_result(rate_before, rate_after, count_before, count_after, one.decimals)
end

-- How high a word stands; a claim of at least a level is borne out by a higher one.
local heights = { ["under niveau"] = 1, ["næsten på niveau"] = 2, ["på niveau"] = 3,
  ["over niveau"] = 4 }

local function word_fits(one, word, percent)
  if one.word == "øget" then return percent > 0 end
  if one.at_least then return heights[word] >= heights[one.word] end
  return word == one.word
end

function kinds.word(figures, one)
  local before, after = value_of(figures, one.before), value_of(figures, one.after)
  if not (before and after) then return hidden end
  local word, percent = compare.word(before, after, one.direction), compare.percent(before, after)
  if not percent then return result(UNKNOWN, nil, nil, "Udgangspunktet er 0.") end
  local who = subject(one.before)
  local text = ("%s %s er %s: %s"):format(who == "" and "Fra" or who .. "fra",
    wording.values(before, after, nil, " til "), wording.change(percent), word)
  if word_fits(one, word, percent) then
    return result(AGREES, one.as_printed, word, text .. ".")
  end
  return result(DIFFERS, one.as_printed, word, ("%s; der står »%s«."):format(text, one.as_printed))
end

function kinds.not_recomputable(_, one)
  return result(UNKNOWN, one.published, nil, one.reason
    or "De tal, som det skal regnes af, er ikke offentliggjort.")
end

-- ---- what nobody said ----

-- Every figure that is printed in several places with different values, found by grouping: the
-- differences are larger than rounding, for each printing is rounded to the fewest decimals.
function claim.conflicts(figures)
  local differing = figures.frame:filter "not is_missing(vaerdi)"
    :group_by "omraade, ydelse, gruppe, maaling, periode"
    :summarise "mindst = min(vaerdi), stoerst = max(vaerdi)":filter "mindst ~= stoerst"
  local found = {}
  for one in differing:rows() do
    local rows = {}
    local same = figures:matching { omraade = one.omraade, ydelse = one.ydelse,
      gruppe = one.gruppe, maaling = one.maaling, periode = one.periode }
    for row in same:filter("not is_missing(vaerdi)"):rows() do
      rows[#rows + 1] = row
    end
    found[#found + 1] = claim.conflict_of(rows)
  end
  return found
end

local function decimals_of(value)
  return #(native.format_number(value):match ",(%d+)" or "")
end

-- Whether the printings of one figure differ: { rows =, reason = }, or nil.
function claim.conflict_of(rows)
  local decimals, texts, differ = math.huge, {}, false
  for _, row in ipairs(rows) do decimals = math.min(decimals, decimals_of(row.vaerdi)) end
  for _, row in ipairs(rows) do
    differ = differ or native.round(row.vaerdi, decimals) ~= native.round(rows[1].vaerdi, decimals)
    texts[#texts + 1] = ("%s (%s, %s)"):format(number(row.vaerdi), row.dokument, row.sted)
  end
  if not differ then return nil end
  local first = rows[1]
  return { kind = "same_figure", rows = rows,
    what = figures_of.describe { ydelse = first.ydelse, gruppe = first.gruppe,
      maaling = first.maaling, periode = first.periode },
    reason = "Tallet er trykt som " .. wording.list(texts) .. "." }
end

-- The figures of a measure, under whichever of its captions: omraade, ydelse, gruppe, periode and a
-- column called `name`.
local function series(figures, one, name)
  local captions = open.frame { { "maaling", { one.caption, table.unpack(one.aliases or {}) } } }
  return figures.frame:filter "not is_missing(vaerdi)":semi_join(captions, "maaling")
    :group_by "omraade, ydelse, gruppe, periode":summarise(name .. " = first(vaerdi)")
end

local SERIES = "omraade, ydelse, gruppe, periode"

-- The rows that have both a rate and the count above its line, in lists of one series and one kind
-- of period, in time order. Where the count below the line is published too nothing needs to be
-- assumed: that is a share, to be recomputed as one.
local function rates_and_counts(figures, rate, count)
  local both = series(figures, rate, "procent"):inner_join(series(figures, count, "antal"), SERIES)
  local base = measure.by_id(rate.denominator)
  if base then both = both:anti_join(series(figures, base, "grundlag"), SERIES) end
  local lists, by_key = {}, {}
  for row in both:rows() do
    local key = table.concat({ row.omraade, row.ydelse, row.gruppe, row.periode.kind }, "|")
    if not by_key[key] then
      by_key[key] = {}
      lists[#lists + 1] = by_key[key]
    end
    table.insert(by_key[key], row)
  end
  for _, list in ipairs(lists) do
    table.sort(list, function(a, b) return a.periode < b.periode end)
  end
  return lists
end

-- The contradictions of one rate, from one period to the next that is published.
local function add_rate_conflicts(found, figures, rate, count)
  for _, list in ipairs(rates_and_counts(figures, rate, count)) do
    for i = 2, #list do
      local a, b = list[i - 1], list[i]
      local one = rate_result(a.procent, b.procent, a.antal, b.antal, rate.decimals or 1)
      if one.word == DIFFERS then
        found[#found + 1] = { kind = "rate_against_count", reason = one.reason,
          what = ("%s, %s og %s"):format(rate.caption, tostring(a.periode), tostring(b.periode)) }
      end
    end
  end
end

-- The measures that there are figures of, as a set.
local function measures_of(figures)
  local found = {}
  for row in figures.frame:distinct "maaling":rows() do
    local one = measure.lookup(row.maaling)
    if one then found[one] = true end
  end
  return found
end

-- Every rate of the catalogue whose numerator is published beside it, and grows otherwise.
function claim.rate_conflicts(figures)
  local found, printed = {}, measures_of(figures)
  for _, rate in ipairs(measure.list()) do
    local count = rate.kind == "ratio" and rate.numerator and measure.by_id(rate.numerator)
    if count and count.unit ~= rate.unit and printed[rate] and printed[count] then
      add_rate_conflicts(found, figures, rate, count)
    end
  end
  return found
end

-- The places where the documents disagree with themselves, found in the figures alone.
function claim.contradictions(figures)
  local found = claim.conflicts(figures)
  for _, one in ipairs(claim.rate_conflicts(figures)) do found[#found + 1] = one end
  return found
end

-- ---- all claims ----

local common = { id = "string", text = "string", document = "string", source = "string",
  kind = "string", note = "string", unit = "string", decimals = "number" }

-- What each kind has besides.
local own_fields = {
  share = { numerator = "table", denominator = "table", figure = "table", published = "number" },
  change_percent = { before = "table", after = "table", figure = "table", published = "number" },
  same_figure = { places = "table" },
  sum = { total = "table", parts = "table", rest = "string" },
  rate_against_count = { rate = "table", count = "table" },
  word = { before = "table", after = "table", word = "string", as_printed = "string",
    direction = "string", at_least = "boolean" },
  not_recomputable = { why = "string", reason = "string", published = "number",
    published_before = "number", figure = "table" } }

-- What a kind cannot do without.
local needed_fields = { share = { "numerator", "denominator", "published", "decimals" },
  change_percent = { "before", "after", "published", "decimals" },
  same_figure = { "places", "decimals" }, sum = { "total", "parts", "decimals" },
  rate_against_count = { "rate", "count", "decimals" },
  word = { "before", "after", "word", "as_printed", "direction" }, not_recomputable = {} }

local KINDS = { "share", "change_percent", "same_figure", "sum", "rate_against_count", "word",
  "not_recomputable" }

local function check_fields(place, one)
  fields.one_of(place, "kind", type(one) == "table" and one.kind, KINDS)
  local known = {}
  for name, kind in pairs(common) do known[name] = kind end
  for name, kind in pairs(own_fields[one.kind]) do known[name] = kind end
  fields.check(place, one, known, { "id", "text", "document", "source" })
  fields.check(place, one, known, needed_fields[one.kind])
end

-- The claims of data/paastande.lua, each with the fields of its kind.
function claim.all()
  local list = catalogue.load "paastande.lua"
  for i, one in ipairs(list) do
    check_fields(("data/paastande.lua, %s"):format(tostring(type(one) == "table" and one.id or i)),
      one)
  end
  return list
end

-- { claim =, word =, published =, recomputed =, reason = }
function claim.check(figures, one)
  fields.one_of(("claim %s"):format(tostring(one.id)), "kind", one.kind, KINDS)
  local found = kinds[one.kind](figures, one)
  return { claim = one, word = found.word, published = found.published,
    recomputed = found.recomputed, reason = found.reason }
end

-- Whether a claim rests on a figure that ends after the day.
local function is_later(reference, as_of)
  if type(reference.periode) == "string" then
    return native.period(reference.periode).last_day > as_of
  end
  for _, part in pairs(reference) do
    if type(part) == "table" and is_later(part, as_of) then return true end
  end
  return false
end

-- All of them checked, in their order. as_of: without those that rest on a figure of a period that
-- ends after that day.
function claim.check_all(figures, as_of)
  local checked = {}
  for _, one in ipairs(claim.all()) do
    if not (as_of and is_later(one, as_of)) then
      checked[#checked + 1] = claim.check(figures, one)
    end
  end
  return checked
end

return claim
