# Expected values for FORECASTDEMAND and ACCURACY from R's own routines: stats::HoltWinters and forecast 8.20 (Hyndman et al.).
# Run `Rscript demand.R > demand-r.json` with R 4.2. The series are fixed formulas, so that no random generator is involved.
suppressMessages(library(forecast))

num <- function(x) ifelse(is.na(x), "null", formatC(as.numeric(x), digits = 17, format = "g"))
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")
cases <- c()
add <- function(...) cases <<- c(cases, paste0("    { ", paste(c(...), collapse = ", "), " }"))
field <- function(name, value) sprintf('"%s": %s', name, value)
text <- function(value) sprintf('"%s"', value)

k <- 0:47
steady <- round(100 + 8 * sin(k) + 5 * cos(2.3 * k), 2)
rising <- round(40 + 1.7 * k + 6 * sin(1.9 * k), 2)
gaps <- ifelse((k * 7 + 3) %% 5 < 2, (k * 13) %% 17 + 1, 0)
late <- ifelse(k < 6, 0, gaps)
season12 <- round((200 + 2 * k) * (1 + 0.3 * sin(2 * pi * k / 12)) + 4 * cos(1.1 * k), 2)
season5 <- round(60 + 0.5 * k + 12 * sin(2 * pi * k / 5) + 2 * cos(3.1 * k), 2)
season2 <- round(30 + ifelse(k %% 2 == 0, 6, -4) + 2 * sin(k), 2)

# Croston: forecast::croston, sizes and intervals by ses(initial = "simple")
for (a in c(0.05, 0.1, 0.3, 1)) for (y in list(gaps, late, steady)) {
  f <- croston(ts(y), h = 3, alpha = a)$mean
  add(field("method", text("croston")), field("history", arr(y)), field("alpha", num(a)), field("answer", arr(f)))
}

# Simple exponential smoothing: forecast::ses(initial = "simple"), given and chosen alpha
for (y in list(steady, rising, gaps)) {
  for (a in c(0.1, 0.5, 0.9)) {
    f <- ses(ts(y), h = 3, alpha = a, initial = "simple")
    add(field("method", text("ses")), field("history", arr(y)), field("alpha", num(a)), field("answer", arr(f$mean)))
  }
  # HoltWinters searches alpha with optimize(); its minimum is the bar for ours
  f <- HoltWinters(y, beta = FALSE, gamma = FALSE)
  add(field("method", text("ses")), field("history", arr(y)), field("chosen", arr(f$alpha)), field("sse", num(f$SSE)))
}

# Holt: stats::HoltWinters(gamma = FALSE), l = y2 and b = y2 - y1 after the second value.
# (forecast::holt(initial = "simple") takes y1 as the level BEFORE the first value: another convention.)
for (y in list(steady, rising)) {
  for (p in list(c(0.3, 0.1), c(0.8, 0.6), c(1, 1))) {
    f <- HoltWinters(y, alpha = p[1], beta = p[2], gamma = FALSE)
    add(field("method", text("holt")), field("history", arr(y)), field("alpha", num(p[1])), field("beta", num(p[2])),
        field("answer", arr(predict(f, 4))))
  }
  f <- HoltWinters(y, gamma = FALSE)
  add(field("method", text("holt")), field("history", arr(y)), field("chosen", arr(c(f$alpha, f$beta))), field("sse", num(f$SSE)))
}

# Holt-Winters: stats::HoltWinters with its own start values
for (s in list(list(12, season12), list(5, season5), list(2, season2))) for (kind in c("additive", "multiplicative")) {
  m <- s[[1]]; y <- s[[2]]
  method <- text(ifelse(kind == "additive", "hw-add", "hw-mul"))
  for (p in list(c(0.2, 0.1, 0.3), c(0.6, 0.4, 0.9))) {
    f <- HoltWinters(ts(y, frequency = m), alpha = p[1], beta = p[2], gamma = p[3], seasonal = kind)
    add(field("method", method), field("history", arr(y)), field("season", num(m)), field("alpha", num(p[1])),
        field("beta", num(p[2])), field("gamma", num(p[3])), field("answer", arr(predict(f, m + 3))))
  }
  f <- HoltWinters(ts(y, frequency = m), seasonal = kind)
  add(field("method", method), field("history", arr(y)), field("season", num(m)),
      field("chosen", arr(c(f$alpha, f$beta, f$gamma))), field("sse", num(f$SSE)))
}

# Naive methods
add(field("method", text("naive")), field("history", arr(steady)), field("answer", arr(naive(ts(steady), h = 3)$mean)))
add(field("method", text("mean")), field("history", arr(steady)), field("answer", arr(meanf(ts(steady), h = 3)$mean)))
add(field("method", text("snaive")), field("history", arr(season5)), field("season", num(5)),
    field("answer", arr(snaive(ts(season5, frequency = 5), h = 8)$mean)))

forecasts <- cases
cases <- c()

# Accuracy: forecast::accuracy on the last values, the first ones being the training data
for (s in list(list(1, rising), list(12, season12), list(5, season5))) {
  m <- s[[1]]; y <- s[[2]]
  train <- ts(y[1:40], frequency = m); test <- ts(y[41:48], start = tsp(train)[2] + 1 / m, frequency = m)
  f <- meanf(train, h = 8)
  a <- accuracy(f, test)["Test set", ]
  add(field("training", arr(train)), field("actual", arr(test)), field("forecast", arr(f$mean)), field("season", num(m)),
      field("mae", num(a["MAE"])), field("rmse", num(a["RMSE"])), field("mape", num(a["MAPE"] / 100)), field("mase", num(a["MASE"])))
}

cat("{\n  \"forecasts\": [\n", paste(forecasts, collapse = ",\n"), "\n  ],\n  \"accuracy\": [\n", paste(cases, collapse = ",\n"), "\n  ]\n}\n", sep = "")
