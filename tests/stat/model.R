# What R finds in random series, for tests/stat/test_r.lua: a line for each number, "name value".
# Arguments: a file of cases, one number a line after the name of its vector.
cases <- readLines(commandArgs(TRUE)[1])
parts <- strsplit(cases, " ")
get <- function(name) {
  lines <- Filter(function(p) p[1] == name, parts)
  as.numeric(lines[[1]][-1])
}
say <- function(name, values) for (i in seq_along(values)) cat(name, i, sprintf("%.15g", values[i]), "\n")
n <- get("n")
x <- matrix(get("x"), nrow = n, byrow = TRUE)
y <- get("y")
offset <- get("offset")
lags <- get("lags")

newey_west <- function(bread, scores, lags) {
  meat <- crossprod(scores)
  for (l in seq_len(lags)) {
    w <- 1 - l / (lags + 1)
    g <- crossprod(scores[(l + 1):n, , drop = FALSE], scores[1:(n - l), , drop = FALSE])
    meat <- meat + w * (g + t(g))
  }
  bread %*% meat %*% bread
}

line <- lm(y ~ x - 1)
say("ols_coefficient", coef(line))
say("ols_se", summary(line)$coefficients[, 2])
say("ols_newey_west", sqrt(diag(newey_west(solve(crossprod(x)), x * residuals(line), lags))))
r <- residuals(line)
say("ols_durbin_watson", sum(diff(r)^2) / sum(r^2))

counts <- glm(y ~ x - 1 + offset(offset), family = quasipoisson)
s <- summary(counts)
say("poisson_coefficient", coef(counts))
say("poisson_dispersion", s$dispersion)
say("poisson_se", sqrt(diag(s$cov.unscaled) * max(1, s$dispersion)))
mu <- fitted(counts)
say("poisson_newey_west", sqrt(diag(newey_west(s$cov.unscaled, x * (y - mu), lags))))
say("poisson_fitted", mu[1:3])

k <- round(abs(y))
bt <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int
say("wilson", bt(k[1], k[1] + k[2] + 1))
