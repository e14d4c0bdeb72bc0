-- The comparisons that a follow-up makes: one measure of one group at two times, as the follow-up
-- of autumn 2021 chose them (»Aktiveringsniveau før Covid-19 og seneste kvartal« and its
-- neighbours) and the growth of unemployment in Beskæftigelsesplan 2021.
--
--   id         unique, ASCII
--   set        the table it stands in (see `sets`)
--   caption    what is compared, as a reader is told it
--   ydelse, gruppe, maaling, before, after, sted
--              the rows of publicerede_tal.csv; `sted` where a figure is printed in several places
--   numerator, denominator
--              for a share recomputed from counts: the captions of the two measures; `maaling` is
--              then the name of the share

local before, after = "2019Q3", "2021Q3"

local benefits = {
  { "uddannelseshjaelp", "Uddannelseshjælp", "I alt", "Uddannelseshjælp" },
  { "kontanthjaelp", "Kontanthjælp", "Aktivitetsparate", "Kontanthjælp, aktivitetsparate" },
  { "ressourceforloeb", "Ressourceforløb", "I alt", "Ressourceforløb" },
  { "jobafklaring", "Jobafklaringsforløb", "I alt", "Jobafklaringsforløb" },
}

local ready = { "uddannelseshjaelp_aktivitetsparate", "Uddannelseshjælp", "Aktivitetsparate",
                "Uddannelseshjælp, aktivitetsparate" }

local offers = {
  { "tilbud", "Tilbud i alt" },
  { "vejledning", "Vejledning og opkvalificering i alt" },
  { "praktik", "Virksomhedspraktik i alt" },
}

local function comparison(set, id, group, fields)
  fields.set, fields.id, fields.caption = set, id, group[4]
  fields.ydelse, fields.gruppe = group[2], group[3]
  fields.before, fields.after = fields.before or before, fields.after or after
  return fields
end

local all_groups = { benefits[1], ready, benefits[2], benefits[3], benefits[4] }

-- A share of the persons on the benefit, recomputed from the counts.
local function shares(list, set, maaling, offer)
  for _, group in ipairs(all_groups) do
    list[#list + 1] = comparison(set, ("andel_%s_%s"):format(set, group[1]), group, {
      maaling = maaling, numerator = "Antal aktiverede: " .. offer,
      denominator = "Antal personer" })
  end
end

local function published_shares(list)
  for i = 1, 3 do
    list[#list + 1] = comparison("aktiveringsberoerte", "aktiveringsberoerte_" .. benefits[i][1],
      benefits[i], { maaling = "Andel aktiveringsberørte", before = "2019M09", after = "2021M09" })
  end
  for i = 1, 3 do
    list[#list + 1] = comparison("loentimer", "loentimer_" .. benefits[i][1], benefits[i], {
      maaling = "Andel personer med ordinære timer", before = "2019Q2", after = "2021Q2",
      sted = "anbefaling 1, tabel: Andel personer med ordinære løntimer" })
  end
end

local function counts(list)
  for _, group in ipairs(all_groups) do
    list[#list + 1] = comparison("personer", "personer_" .. group[1], group,
      { maaling = "Antal personer" })
  end
  for _, group in ipairs(all_groups) do
    for _, offer in ipairs(offers) do
      list[#list + 1] = comparison("aktiverede", ("aktiverede_%s_%s"):format(offer[1], group[1]),
        group, { maaling = "Antal aktiverede: " .. offer[2] })
    end
  end
  for _, offer in ipairs { { "loentilskud", "Ansættelse med løntilskud i alt" },
                           { "nytteindsats", "Nytteindsats i alt" } } do
    list[#list + 1] = comparison("aktiverede", ("aktiverede_%s_uddannelseshjaelp"):format(offer[1]),
      benefits[1], { maaling = "Antal aktiverede: " .. offer[2] })
  end
end

local function unemployment(list)
  local all = { "", "Alle", "I alt", "Ledige i alt" }
  list[#list + 1] = comparison("ledighed", "ledighed_antal", all, {
    maaling = "Antal ledige fuldtidspersoner", before = "2019M05", after = "2020M05" })
  list[#list + 1] = comparison("ledighed", "ledighed_procent", all, {
    maaling = "Ledige fuldtidspersoner i pct. af arbejdsstyrken", before = "2019M05",
    after = "2020M05" })
end

local list = {}
shares(list, "praktik", "Andel i virksomhedspraktik", "Virksomhedspraktik i alt")
shares(list, "tilbud", "Andel aktiverede: Tilbud i alt", "Tilbud i alt")
published_shares(list)
counts(list)
unemployment(list)

return {
  -- The tables, in their order.
  sets = {
    { id = "praktik", title = "Andel i virksomhedspraktik" },
    { id = "tilbud", title = "Andel i aktiveringstilbud i alt" },
    { id = "aktiveringsberoerte", title = "Andel aktiveringsberørte" },
    { id = "loentimer", title = "Andel personer med ordinære løntimer" },
    { id = "personer", title = "Antal personer på ydelsen" },
    { id = "aktiverede", title = "Antal aktiverede" },
    { id = "ledighed", title = "Ledighed" },
  },
  omraade = "Hedensted",
  list = list,
}
