# What R finds in random series, for tests/stat/test_charts.lua: lines of "case name numbers".
# Written from the definitions, point by point, and not after our C.
cases <- strsplit(readLines(commandArgs(TRUE)[1]), " ")
say <- function(id, name, values) cat(id, name, sprintf("%.17g", values), "\n")

limits <- function(y, screen) {
  mr <- abs(diff(y))
  if (screen && any(mr < 3.267 * mean(mr))) mr <- mr[mr < 3.267 * mean(mr)]
  mean(y) + c(0, -2.66, 2.66) * mean(mr)
}

# A flag for every point of every window of `size` that `holds`; only for `which` points of it.
windows <- function(y, size, holds, which = function(w) rep(TRUE, size)) {
  flag <- rep(0, length(y))
  if (length(y) >= size) for (i in 1:(length(y) - size + 1)) {
    at <- i:(i + size - 1)
    if (holds(y[at])) flag[at[which(y[at])]] <- 1
  }
  flag
}

charts <- function(id, y) {
  found <- limits(y, TRUE)
  say(id, "screened", found)
  say(id, "plain", limits(y, FALSE))
  centre <- found[1]
  near <- (found[3] - centre) * 2 / 3
  say(id, "outside", as.numeric(y < found[2] | y > found[3]))
  say(id, "shift", windows(y, 7, function(w) all(w > centre) || all(w < centre)))
  say(id, "trend", windows(y, 7, function(w) all(diff(w) > 0) || all(diff(w) < 0)))
  above <- function(w) w > centre + near
  below <- function(w) w < centre - near
  say(id, "near_limit", pmax(windows(y, 3, function(w) sum(above(w)) >= 2, above),
    windows(y, 3, function(w) sum(below(w)) >= 2, below)))
}

runs <- function(id, y) {
  side <- sign(y - median(y))
  side <- side[side != 0]
  n <- length(side)
  lengths <- rle(side)$lengths
  say(id, "runs", c(n, max(lengths), round(log2(n)) + 3, length(lengths) - 1,
    qbinom(0.05, n - 1, 0.5)))
}

laney <- function(id, x, n) {
  p <- sum(x) / sum(n)
  se <- sqrt(p * (1 - p) / n)
  mr <- abs(diff((x / n - p) / se))
  spread <- mean(mr[mr < 3.267 * mean(mr)]) / 1.128
  say(id, "laney", c(p, spread))
  say(id, "laney_lower", pmax(0, p - 3 * se * spread))
  say(id, "laney_upper", pmin(1, p + 3 * se * spread))
}

wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int

intervals <- function(id, x, n) {
  a <- wilson(x[1], n[1])
  b <- wilson(x[2], n[2])
  p <- x / n
  say(id, "wilson", a)
  say(id, "newcombe", p[1] - p[2] + c(-sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2),
    sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2)))
  z <- qnorm(0.975)
  o <- x[1]
  say(id, "byar", c(o * (1 - 1 / (9 * o) - z / (3 * sqrt(o)))^3,
    (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * sqrt(o + 1)))^3))
}

get <- function(id, name) {
  line <- Filter(function(p) p[1] == id && p[2] == name, cases)[[1]]
  as.numeric(line[-(1:2)])
}
for (id in unique(vapply(cases, `[`, "", 1))) {
  charts(id, get(id, "y"))
  runs(id, get(id, "y"))
  laney(id, get(id, "x"), get(id, "n"))
  intervals(id, get(id, "x"), get(id, "n"))
}
