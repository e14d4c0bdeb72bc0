-- The days that a reader of any series of these figures should know of: marked in pictures.

local native = require "native"

local landmark = {}

-- The day the country was closed.
landmark.COVID = "2020-03-11"

-- { { date =, text = }, ... }
function landmark.days()
  return { { date = native.period(landmark.COVID), text = "11. marts 2020: Covid-19" } }
end

return landmark
