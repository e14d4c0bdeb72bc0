# The questions of the benchmark, asked of data.table: Rscript datatable.R DATA OUT REPETITIONS
#
# Labels are factors from the start: every query is faster with them.
suppressPackageStartupMessages(library(data.table))

arguments <- commandArgs(TRUE)
data <- arguments[1]
out <- arguments[2]
repetitions <- as.integer(arguments[3])
setDTthreads(0)

load <- function(name, ...)
  fread(file.path(data, name), sep = ";", dec = ",", na.strings = ".", encoding = "UTF-8",
        stringsAsFactors = TRUE, showProgress = FALSE, ...)
load_ids <- function(name, label)
  load(name, colClasses = list(character = "borger", factor = label))
saved <- file.path(out, "saved.rds")
councils <- load("rar.csv")

# A sum over nothing is nothing; sums pass what an integer of R holds.
total <- function(x) if (all(is.na(x))) NA_real_ else sum(as.numeric(x), na.rm = TRUE)
quarter_number <- function(day) 4L * year(day) + quarter(day) - 1L

questions <- list(
  # data.table counts what is set fastest as a sum of ones.
  load = function() long <<- load("long.csv")[, set := as.integer(!is.na(antal))],
  load_spells = function() spells <<- load("spells.csv"),
  by_benefit = function() long[, .(antal = sum(antal, na.rm = TRUE)), keyby = ydelse],
  area_period = function()
    long[, .(antal = sum(antal, na.rm = TRUE), andel = mean(andel), n = sum(set)),
         by = .(omraade, periode)][n == 0L, antal := NA][, n := NULL][],
  before_after = function() {
    sums <- long[omraade == "Hedensted" & periode %in% c("2019M09", "2021M09"),
                 .(foer = total(antal[periode == "2019M09"]),
                   efter = total(antal[periode == "2021M09"])), by = .(ydelse, alder)]
    sums[, .(ydelse, alder, foer, efter, efter - foer, 100 * (efter - foer) / foer)]
  },
  # Every benefit has every month (the report would tell), so twelve rows are twelve months.
  rolling = function() {
    shares <- long[, .(andel = sum(fuldtid) / sum(antal, na.rm = TRUE)), by = .(ydelse, periode)]
    shares[, month := as.character(periode)]
    setorder(shares, ydelse, month)
    shares[, rullende := frollmean(andel, 12), by = ydelse]
    shares[, .(ydelse, periode, andel, rullende)]
  },
  five_keys = function()
    suppressWarnings(
      long[, .(antal = sum(antal, na.rm = TRUE), n = sum(set), mindst = min(antal, na.rm = TRUE),
               flest = max(antal, na.rm = TRUE)),
           by = .(omraade, ydelse, alder, koen, herkomst)])[
      n == 0L, `:=`(antal = NA, mindst = NA, flest = NA)][],
  growth = function() {
    before <- c("2019M07", "2019M08", "2019M09")
    after <- c("2021M07", "2021M08", "2021M09")
    sums <- long[periode %in% c(before, after),
                 .(foer = total(antal[periode %in% before]), efter = total(antal[periode %in% after])),
                 by = omraade]
    head(sums[, pct := 100 * (efter - foer) / foer][order(-pct, na.last = TRUE)], 10)
  },
  persons = function() {
    first <- quarter_number(spells$start)
    times <- quarter_number(spells$slut) - first + 1L
    row <- rep.int(seq_along(times), times)
    quarters <- data.table(ydelse = spells$ydelse[row], person = spells$person[row],
                           number = first[row] + sequence(times) - 1L)
    unique(quarters)[, .(personer = .N), by = .(ydelse, number)]
  },
  council = function()
    long[councils, on = "omraade", nomatch = NULL][
      , .(antal = sum(antal, na.rm = TRUE)), by = .(rar, periode)],
  filter = function()
    long[antal * 2 > 1000 & (andel < 25.05 | fuldtid - antal < -1000.05),
         .(.N, antal = total(antal)), by = ydelse],
  arithmetic = function()
    long[, .(v = (fuldtid - antal) * andel / 100), by = ydelse][
      , .(sum(v, na.rm = TRUE), min(v, na.rm = TRUE)), by = ydelse],
  pivot = function()
    dcast(long[ydelse == "Kontanthjælp", .(antal = total(antal)), by = .(omraade, periode)],
          omraade ~ periode, value.var = "antal"),
  # Every area with every benefit and month, so that twelve rows are twelve months.
  area_rolling = function() {
    sums <- long[, .(antal = sum(antal, na.rm = TRUE), n = sum(set)),
                 by = .(omraade, ydelse, periode)][n == 0L, antal := NA]
    grid <- sums[CJ(omraade = levels(omraade), ydelse = levels(ydelse), periode = levels(periode)),
                 on = c("omraade", "ydelse", "periode")]
    grid[, rullende := frollmean(antal, 12), by = .(omraade, ydelse)]
    grid[!is.na(n), .(omraade, ydelse, periode, antal, rullende)]
  },
  distinct = function()
    long[, .(uniqueN(antal, na.rm = TRUE), uniqueN(fuldtid)), by = omraade],
  median = function()
    long[, .(median(as.double(antal), na.rm = TRUE), median(fuldtid)), by = .(omraade, ydelse)],
  top = function()
    long[, .(fuldtid, nr = frank(-fuldtid, ties.method = "min")), by = omraade][nr <= 3L],
  sort_head = function() head(long[order(as.character(periode), -fuldtid)], 1000),
  sort = function() long[order(as.character(periode), -fuldtid)],
  save = function() saveRDS(long, saved, compress = FALSE),
  open = function() setDT(readRDS(saved))[, .(antal = sum(antal, na.rm = TRUE)), by = ydelse],
  load_ids = function() {
    long <<- spells <<- NULL
    ids <<- load_ids("ids.csv", "ydelse")
    citizens <<- load_ids("citizens.csv", "kommune")
  },
  id_sum = function() ids[, .(beloeb = sum(beloeb)), by = borger],
  id_distinct = function() ids[, .(uniqueN(borger)), by = ydelse],
  id_join = function()
    ids[citizens, on = "borger", nomatch = NULL][, .(total(beloeb)), by = kommune]
)

# What stands for an answer in the comparison: not measured.
shape <- list(
  load = function(t)
    t[, .(.N, sum(!is.na(antal)), total(antal), sum(fuldtid), sum(andel))],
  load_spells = function(t)
    t[, .(.N, total(person), total(alder), as.character(min(start)), as.character(max(slut)))],
  persons = function(t)
    t[, .(ydelse, paste0(number %/% 4L, "Q", number %% 4L + 1L), personer)],
  pivot = function(t) t[, c("omraade", sort(setdiff(names(t), "omraade"))), with = FALSE],
  sort_head = function(t) t[, .(periode, fuldtid)],
  sort = function(t) t[((0:999) * (nrow(t) - 1)) %/% 999 + 1, .(periode, fuldtid)],
  load_ids = function(t) ids[, .(.N, uniqueN(borger), total(beloeb))],
  id_sum = function(t) t[, .(.N, total(beloeb), max(beloeb), total(as.numeric(beloeb)^2))]
)

status <- function(field) {
  line <- grep(paste0("^", field, ":"), readLines("/proc/self/status"), value = TRUE)
  as.numeric(gsub("[^0-9]", "", line))
}
reset_peak <- function() try(cat("5", file = "/proc/self/clear_refs"), silent = TRUE)

measures <- character()
for (name in names(questions)) {
  for (repetition in seq_len(repetitions)) {
    if (name == "load") long <- NULL
    if (name == "load_spells") spells <- NULL
    if (name == "load_ids") ids <- citizens <- NULL
    invisible(gc())
    reset_peak()
    before <- as.numeric(Sys.time())
    answer <- questions[[name]]()
    took <- as.numeric(Sys.time()) - before
    measures <- c(measures, sprintf("%s\tseconds\t%.6f", name, took),
                  sprintf("%s\tpeak\t%.0f", name, status("VmHWM")))
  }
  if (name == "save") next
  if (!is.null(shape[[name]])) answer <- shape[[name]](answer)
  answer <- copy(answer)
  for (column in names(answer))
    if (is.double(answer[[column]]))
      set(answer, j = column, value = ifelse(is.na(answer[[column]]), NA,
                                             sprintf("%.17g", answer[[column]])))
  fwrite(answer, file.path(out, paste0(name, ".tsv")), sep = "\t", col.names = FALSE, na = "NA",
         quote = FALSE)
  rm(answer)
}
unlink(saved)
writeLines(measures, file.path(out, "measures.tsv"))
