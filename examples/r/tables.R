# Reads tables of newsvane with the types they mean: days are days, no news is NA, neutral news is 0.
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1 || !file.exists(file.path(arguments[1], "run.json"))) {
  stop("usage: Rscript RECIPE.R DIR [--prices FILE] [--theme ID]   (a folder that `newsvane run` wrote, with run.json in it)", call. = FALSE)
}

# what stands behind --name; NULL where it is not given
option <- function(name) {
  place <- match(paste0("--", name), arguments)
  if (is.na(place) || place == length(arguments)) NULL else arguments[place + 1]
}

read_table <- function(name) {
  # only empty cells are missing: "NA" is a ticker, not a gap
  frame <- read.csv(file.path(arguments[1], paste0(name, ".csv")), na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (column in intersect(c("day", "period_start", "period_end", "as_of", "first_day", "last_day"), names(frame))) {
    frame[[column]] <- as.Date(frame[[column]])
  }
  # a column of nothing but true and false is one of truth values, also where R took it for text
  for (column in names(frame)) {
    if (is.character(frame[[column]]) && all(frame[[column]] %in% c("true", "false", NA)) && any(!is.na(frame[[column]]))) {
      frame[[column]] <- frame[[column]] == "true"
    }
  }
  frame
}
