# Expected values for the accuracy of stored forecasts, tracking signals and drift, by joining long tables in base R (the product
# walks arrays), MASE from forecast::accuracy (Hyndman et al., forecast 8.20), chances by writing out every choice of signs.
# Run `Rscript forecast-review.R > forecast-review.json` with R 4.2. The series are fixed formulas.
suppressMessages(library(forecast))

# nested lists as JSON: what has names is an object, I(...) is always a list
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    return(if (is.null(names(x))) paste0("[", paste(parts, collapse = ", "), "]")
      else paste0("{", paste0('"', names(x), '": ', parts, collapse = ", "), "}"))
  }
  parts <- if (is.character(x)) paste0('"', x, '"') else ifelse(is.na(x), "null", formatC(as.numeric(x), digits = 17, format = "g"))
  if (length(x) == 1 && !inherits(x, "AsIs")) parts else paste0("[", paste(parts, collapse = ", "), "]")
}

newest <- 39                                  # index of the newest week that is over
weeks <- 0:newest
horizon <- 6
items <- 1:3
versions <- data.frame(version = 1:5, last = c(30, 33, 33, 36, 38))

actuals <- do.call(rbind, lapply(items, function(i) data.frame(
  item = i, week = weeks, actual = round(40 + 10 * i + 8 * sin(weeks * i * 0.7) + 2 * (weeks %% (i + 2)), 1))))
actuals$actual[actuals$item == 2 & actuals$week == 36] <- NA

forecasts <- do.call(rbind, lapply(versions$version, function(v) do.call(rbind, lapply(items, function(i) {
  if (v == 1 && i == 3) return(NULL)          # item 3 came later
  last <- versions$last[v]
  h <- 1:horizon
  s <- round(42 + 9 * i + 5 * cos((last + h) * 0.9 * i) + 0.3 * h + ifelse(v == 3, 2, 0), 1)
  f <- if (v == 4 && i == 1) ifelse(h <= 2, s + 10, s) else s
  bandless <- v == 1 && i == 2
  data.frame(version = v, last = last, item = i, h = h, week = last + h, statistical = s, forecast = f,
    low = if (bandless) NA else round(s * 0.9, 2), high = if (bandless) NA else round(s * 1.1, 2),
    class = if (i == 1) "smooth" else if (i == 3) "lumpy" else if (v == 1) "smooth" else "erratic")
}))))

# naive scales of the history up to the forecast
scales <- do.call(rbind, lapply(versions$version, function(v) do.call(rbind, lapply(items, function(i) {
  y <- actuals$actual[actuals$item == i & actuals$week <= versions$last[v]]
  data.frame(version = v, item = i, s1 = mean(abs(diff(y)), na.rm = TRUE), s2 = mean(diff(y)^2, na.rm = TRUE))
}))))

pairs <- merge(merge(forecasts, actuals), scales)
pairs <- pairs[!is.na(pairs$actual), ]
pairs$e <- pairs$actual - pairs$forecast
pinball <- function(a, q, t) pmax(t * (a - q), (t - 1) * (a - q))
pairs$pin <- (pinball(pairs$actual, pairs$low, 0.1) + pinball(pairs$actual, pairs$high, 0.9)) / 2
pairs$inside <- pairs$actual >= pairs$low & pairs$actual <= pairs$high
standing <- pairs[pairs$version != 2, ]       # version 3 is of the same week as 2, and later

measure <- function(p) {
  o <- p[p$forecast != p$statistical, ]
  list(pairs = nrow(p), wape = sum(abs(p$e)) / sum(p$actual), bias = sum(p$e) / sum(p$actual),
    mase = mean(abs(p$e) / p$s1), rmsse = sqrt(mean(p$e^2 / p$s2)),
    pinball = mean(p$pin, na.rm = TRUE), coverage = mean(p$inside, na.rm = TRUE),
    statistical_wape = sum(abs(p$actual - p$statistical)) / sum(p$actual), overridden_pairs = nrow(o),
    value_added = if (nrow(o)) (sum(abs(o$actual - o$statistical)) - sum(abs(o$e))) / sum(o$actual) else NA)
}
split_measure <- function(p, by) lapply(split(p, p[[by]]), measure)

# each week by the last forecast before it; newest 13 weeks, newest first
chance <- function(e) {
  e <- e[e != 0]
  signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(e))))
  mean(abs(signs %*% abs(e)) >= abs(sum(e)) - 1e-9)
}
last_before <- function(p) {
  p <- p[order(p$item, p$week, -p$last), ]
  p <- p[!duplicated(p[, c("item", "week")]), ]
  p[p$week > newest - 13, ]
}
signal <- function(p) {
  e <- aggregate(e ~ week, data = p, FUN = sum)
  e <- e$e[order(-e$week)]
  if (length(e) < 4) return(NULL)
  list(value = sum(e) / mean(abs(e)), chance = chance(e), errors = e)
}
one <- last_before(standing)

# MASE once more, by somebody else's code: item 1 as version 4 forecast it
y <- ts(actuals$actual[actuals$item == 1])
f4 <- forecasts[forecasts$version == 4 & forecasts$item == 1, ]
given <- structure(list(mean = ts(f4$forecast[1:3], start = 38), x = window(y, 1, 37), method = "given",
  fitted = window(y, 1, 37), level = NULL), class = "forecast")
theirs <- accuracy(given, window(y, 38, 40))["Test set", "MASE"]

# over the weeks two versions have in common, by date
drift <- function(before, after) {
  b <- forecasts[forecasts$version == before, c("item", "week", "forecast", "statistical")]
  a <- forecasts[forecasts$version == after, c("item", "week", "forecast", "statistical")]
  common <- intersect(b$week, a$week)
  b <- b[b$week %in% common, ]
  a <- a[a$week %in% common, ]
  m <- merge(b, a, by = c("item", "week"), suffixes = c("_b", "_a"))
  list(weeks = I(sort(common)), total_before = sum(m$forecast_b), total_after = sum(m$forecast_a),
    statistical_before = sum(m$statistical_b), statistical_after = sum(m$statistical_a),
    change = sum(abs(m$forecast_a - m$forecast_b)) / sum(m$forecast_b),
    appeared = sum(a$forecast[!a$item %in% b$item]), appeared_items = length(setdiff(a$item, b$item)),
    by_item = lapply(split(m, m$item), function(x) list(before = sum(x$forecast_b), after = sum(x$forecast_a))))
}

runs <- list(c(3, 5, 2, 6, 4, 1, 2, 3), c(10, -9, 8, -7, 12, -11), c(4, 4, 4, 4, 4, 4), c(5, 5, 5, -1), c(30, 2, 1, -1, 2, 3, 2))
cat(json(list(
  actuals = lapply(split(actuals$actual, actuals$item), I),
  forecasts = lapply(split(forecasts, list(forecasts$version, forecasts$item), drop = TRUE), function(x) list(
    version = x$version[1], last = x$last[1], item = x$item[1], class = x$class[1], weeks = x$forecast,
    statistical = x$statistical, lows = x$low, highs = x$high)),
  all = measure(standing), item = split_measure(standing, "item"), class = split_measure(standing, "class"),
  horizon = split_measure(standing, "h"), version = split_measure(pairs, "version"),
  signals = list(all = signal(one), item = lapply(split(one, one$item), signal), class = lapply(split(one, one$class), signal)),
  mase_of_forecast_package = theirs,
  drift = list("3-5" = drift(3, 5), "1-3" = drift(1, 3)),
  chances = lapply(runs, function(e) list(errors = e, value = sum(e) / mean(abs(e)), chance = chance(e)))
)), "\n")
