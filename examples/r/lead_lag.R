# Does sentiment lead returns? A regression of the next session's return on today's index; ten sessions prove nothing.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "tables.R"))

prices <- read.csv(file.path(here, "..", "data", "prices.csv"))
prices$day <- as.Date(prices$day)
prices$return <- c(NA, diff(log(prices$close)))
prices$next_return <- c(prices$return[-1], NA)
days <- read_table("theme_days")
index <- days[days$theme == "smallcap" & !is.na(days$day), c("day", "sentiment", "stories")]
both <- na.omit(merge(prices, index, by = "day"))
model <- lm(next_return ~ sentiment, data = both, weights = stories)
estimate <- summary(model)$coefficients["sentiment", ]
cat(sprintf("next session's return on today's index: slope %.5f, t %.2f, %d sessions\n", estimate["Estimate"], estimate["t value"], nrow(both)))
stopifnot(nrow(both) >= 4, is.finite(estimate["Estimate"]))
