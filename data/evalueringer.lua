-- Evaluations that have been held: scripts/fokusliste.lua holds them against the dates that the
-- plans set. None is printed in the documents that we have.
--
--   goal      the id of a goal in planer/
--   date      the day it was laid before the committee, ISO
--   document  where
--
-- For example:
--   { goal = "fokus19_3_flygtningekvinder", date = "2020-01-13", document = "UFB, punkt 4" },

return {}
