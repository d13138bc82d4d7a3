# Reads tables of newsvane with the types they mean: days are days, no news is NA, neutral news is 0.
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 1 || !file.exists(file.path(arguments[1], "run.json"))) {
  stop("usage: Rscript RECIPE.R DIR   (a folder that `newsvane run` wrote, with run.json in it)", call. = FALSE)
}

read_table <- function(name) {
  # only empty cells are missing: "NA" is a ticker, not a gap
  frame <- read.csv(file.path(arguments[1], paste0(name, ".csv")), na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (column in intersect(c("day", "period_start", "period_end", "as_of"), names(frame))) {
    frame[[column]] <- as.Date(frame[[column]])
  }
  frame
}
