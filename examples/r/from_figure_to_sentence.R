# From the most negative figure of the index to the articles that made it, and to their sentences.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "tables.R"))

days <- read_table("theme_days")
days <- days[!is.na(days$day) & !is.na(days$sentiment), ]
if (nrow(days) == 0) stop("no theme has a figure on any day", call. = FALSE)
# of two stories or more, where any day has so many
thick <- days[days$stories >= min(2, max(days$stories)), ]
cell <- thick[order(thick$sentiment, thick$theme, thick$day), ][1, ]
cat(sprintf("%s on %s: %+.4f over %d stories\n", cell$theme, cell$day, cell$sentiment, cell$stories))

parts <- read_table("contributions")
parts <- parts[parts$theme == cell$theme & !is.na(parts$day) & parts$day == cell$day, ]
stopifnot(abs(sum(parts$contribution) - cell$sentiment) < 1e-11)
articles <- read_table("articles")
mentions <- read_table("mentions")
for (id in parts$article_id[order(-abs(parts$contribution))]) {
  article <- articles[articles$article_id == id, ]
  cat(sprintf("  %+.4f %s: %s\n", parts$contribution[parts$article_id == id], article$source, article$title))
  own <- mentions[mentions$article_id == id & mentions$theme == cell$theme, ]
  cat(sprintf("    %+.2f %s\n", own$sentiment, own$text), sep = "")
}
