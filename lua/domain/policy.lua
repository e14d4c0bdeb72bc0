-- The policy of the follow-up, data/politik.lua: the limits of the committee's words, small groups,
-- confidence, discretion.

local catalogue = require "domain.catalogue"
local fault = require "fault"

local policy = {}

local loaded

local function check(found, name)
  if type(found) ~= "number" then
    fault.raise { what = "data/politik.lua sets no number for " .. name }
  end
end

-- { word = { level =, nearly = }, small_group =, confidence =, hidden = {...}, discretion = {
-- threshold =, complements =, public = } }
function policy.get()
  if not loaded then
    loaded = catalogue.load "politik.lua"
    check(loaded.word and loaded.word.level, "word.level")
    check(loaded.word and loaded.word.nearly, "word.nearly")
    check(loaded.small_group, "small_group")
    check(loaded.confidence, "confidence")
    check(loaded.discretion and loaded.discretion.threshold, "discretion.threshold")
    for i, rule in ipairs(loaded.hidden or {}) do
      check(rule.least, ("hidden[%d].least"):format(i))
      check(rule.greatest, ("hidden[%d].greatest"):format(i))
    end
    loaded.hidden = loaded.hidden or {}
  end
  return loaded
end

return policy
