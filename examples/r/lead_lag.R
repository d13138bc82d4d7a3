# Does sentiment lead returns? A regression of the next session's return on today's index; ten sessions prove nothing.
# Rscript lead_lag.R DIR [--prices FILE] [--theme ID]      a CSV file with day and close; the theme with the most stories
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "tables.R"))

file <- option("prices")
prices <- read.csv(if (is.null(file)) file.path(here, "..", "data", "prices.csv") else file)
names(prices) <- sub("^date$", "day", tolower(names(prices)))
if (!all(c("day", "close") %in% names(prices))) stop("the prices need columns day (or date) and close", call. = FALSE)
prices$day <- as.Date(prices$day)
prices <- prices[order(prices$day), ]
prices$return <- c(NA, diff(log(prices$close)))
prices$next_return <- c(prices$return[-1], NA)
days <- read_table("theme_days")
days <- days[!is.na(days$day), ]
stories <- tapply(days$stories, days$theme, sum)
theme <- option("theme")
if (is.null(theme)) theme <- names(stories)[which.max(stories)]
if (!(theme %in% names(stories))) stop("--theme ", theme, ": not in these tables; there are ", paste(names(stories), collapse = ", "), call. = FALSE)
index <- days[days$theme == theme, c("day", "sentiment", "stories")]
both <- na.omit(merge(prices[, c("day", "next_return")], index, by = "day"))
both <- both[both$stories > 0, ]
if (nrow(both) < 4 || length(unique(both$sentiment)) < 2) {
  cat(sprintf("%s: %d sessions with news and a next return, too few or too alike to tell\n", theme, nrow(both)))
} else {
  estimate <- summary(lm(next_return ~ sentiment, data = both, weights = stories))$coefficients["sentiment", ]
  cat(sprintf("%s, next session's return on today's index: slope %.5f, t %.2f, %d sessions\n", theme, estimate["Estimate"], estimate["t value"], nrow(both)))
}
