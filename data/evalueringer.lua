-- Evaluations that have been held: scripts/fokusliste.lua holds them against the dates that the
-- plans set.
--
-- The list is empty because the documents tell of none. The agenda of UFB of June 2019 prints the
-- focus list with its dates (punkt 2) and takes note of how far two of its projects have come
-- (punkt 69 of 3 June, Rum til os; punkt 4, Code of Care and småjobs): that is status before the
-- dates, and no evaluation; the figures stand in publicerede_tal.csv. Beskæftigelsesplan 2021 and
-- the follow-up of autumn 2021 do not come back to the list. Whoever knows of one adds a row.
--
--   goal      the id of a goal in planer/
--   date      the day it was laid before the committee, ISO
--   document  where
--
-- For example:
--   { goal = "fokus19_3_flygtningekvinder", date = "2020-01-13", document = "UFB, punkt 4" },

return {}
