-- What a hidden figure lies between, by the policy of its source: data/politik.lua, `hidden`.

local figure = require "domain.guard.figure"
local long = require "domain.guard.long"
local policy = require "domain.policy"
local told = require "domain.guard.told"

local function includes(list, wanted)
  for _, one in ipairs(list) do
    if one == wanted then return true end
  end
  return false
end

local hidden = {}

-- { least, greatest }, or nil where it is not known.
function hidden.range(facts, self)
  local measure = figure.of_facts(facts) or self and told.single(self, facts)
  if not measure or figure.is_relative(measure) then return nil end
  for _, rule in ipairs(policy.get().hidden) do
    local source = measure.source or ""
    if source:sub(1, #rule.source) == rule.source and includes(rule.units, measure.unit) then
      return { rule.least, rule.greatest }
    end
  end
end

-- Whether a hidden cell of a column would be taken for one figure of the source where the frame is
-- written to a file and read again.
function hidden.read_as_one(field)
  return hidden.range { caption = field.name } ~= nil or long.of(field.facts) ~= nil
end

return hidden
