-- What a hidden figure lies between, by the policy of its source: data/politik.lua, `hidden`.

local figure = require "domain.guard.figure"
local policy = require "domain.policy"
local told = require "domain.guard.told"

local function includes(list, wanted)
  for _, one in ipairs(list) do
    if one == wanted then return true end
  end
  return false
end

-- { least, greatest }, or nil where it is not known.
return function(facts, self)
  local measure = figure.of_facts(facts) or self and told.single(self, facts)
  if not measure or figure.is_relative(measure) then return nil end
  for _, rule in ipairs(policy.get().hidden) do
    local source = measure.source or ""
    if source:sub(1, #rule.source) == rule.source and includes(rule.units, measure.unit) then
      return { rule.least, rule.greatest }
    end
  end
end
