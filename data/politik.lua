-- The policy of the follow-up: the limits of the committee's words, and how
-- sure is sure. Everything here is a choice; change it here and nowhere else.

return {
  -- With d = 100 * (after / before - 1), from the counts where there are any:
  --
  --   |d| <= level                                    på niveau (also: lig, samme niveau)
  --   -nearly <= d < -level, measure that should rise næsten på niveau
  --   d > level                                       over niveau
  --   otherwise                                       under niveau
  --
  -- All the words below are from »Opfølgning på otte anbefalinger, efterår
  -- 2021«, anbefaling 1, status.
  word = {
    -- »for uddannelseshjælp er niveauet lig før covid-19«: the share in practice
    -- went from 59 of 283 to 58 of 276, d = +0.8. The smallest change that is
    -- called something else is 283 to 276 recipients, d = -2.5, »under niveauet«.
    level = 1.0,
    -- »svarer næsten til perioden før Covid-19«: the share in practice for
    -- ressourceforløb, 56 of 183 to 46 of 166, d = -9.4, and for jobafklaring,
    -- 65 of 214 to 36 of 132, d = -10.2. The next one down is called »under
    -- niveauet«: ordinary hours in ressourceforløb, 6.2 to 4.7, d = -24.2. The
    -- limit lies somewhere between 10.2 and 24.2; 12 keeps near to what was said.
    -- »Antal ydelsesmodtagere er under niveauet« is said of -2.5 as of -38.3: a
    -- number that should fall is never »næsten«.
    nearly = 12.0,
  },

  -- A share of fewer persons than this is called small. The documents set no
  -- limit; below it one person moves the share by more than 3 points.
  small_group = 30,

  -- What a hidden figure lies between, by the source and the unit of its measure (maalinger.lua).
  -- In some 90,000 cells of jobindsats.dk for 98 municipalities the smallest count of persons is 3,
  -- and 0, 1 and 2 never appear; full-time persons are never more than persons. Where nothing is
  -- said here a sum over hidden figures has no upper bound; t:hides{ antal = { 1, 4 } } says one.
  hidden = {
    { source = "jobindsats.dk", units = { "personer", "fuldtidspersoner" }, least = 0,
      greatest = 2 },
  },

  -- Of intervals. The usual one; the documents set none.
  confidence = 0.95,

  -- What leaves as a report (lua/report/gate.lua).
  discretion = {
    -- Counts of persons from 1 up to, not with, this are hidden, and whatever they can be computed
    -- from. 5 is what the Ministry of Education's data warehouse writes (»celler med antal < 5 er
    -- blændet«); Danmarks Statistik asks for 3 at least. jobindsats tells no rule of its own.
    -- A hidden count is safe when every number from 1 up to it, not with it, is still possible for
    -- who knows all that is printed, now and before: a reader then learns nothing but that it is
    -- small, which the sign does not even say. Nought is no person, and is printed.
    threshold = 5,
    -- Whether those who are not of a share count as printed, too: 18 of 20 tell of 2. jobindsats
    -- prints such shares of its own.
    complements = true,
    -- Files that may be printed as they are, with * for anything within a folder: what a public
    -- source has published, its own small counts hidden already. data/ is public as it stands.
    public = { "jobindsats*.csv", "jobindsats*.json", "statbank*.csv" },
  },
}
