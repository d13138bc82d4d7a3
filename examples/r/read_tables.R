# The index as a panel of days by themes. A day without news stays NA: never fill it with 0, which means neutral news.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "tables.R"))

days <- read_table("theme_days")
dated <- days[!is.na(days$day), ]
panel <- reshape(dated[, c("day", "theme", "sentiment")], idvar = "day", timevar = "theme", direction = "wide")
cat(sprintf("%d days from %s to %s, %d themes\n", nrow(panel), min(panel$day), max(panel$day), ncol(panel) - 1))
for (theme in sort(unique(dated$theme[!grepl(".", dated$theme, fixed = TRUE)]))) {
  own <- dated[dated$theme == theme & !is.na(dated$sentiment), ]
  cat(sprintf("%s: %d days with news, mean %+.3f\n", theme, nrow(own), mean(own$sentiment)))
}
stopifnot(all(is.na(days$ci_low[days$stories == 1])), all(is.na(days$sentiment[days$stories == 0])))
