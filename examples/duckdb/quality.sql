-- Is the archive good enough? Dates, copies, truncation, boilerplate, and cells by what their notes say.
SELECT count(*) AS articles, count(*) FILTER (day IS NULL) AS undated, count(*) FILTER (NOT is_original) AS copies,
  count(*) FILTER (truncated) AS truncated, round(median(boilerplate_share), 3) AS boilerplate FROM 'articles.csv';
SELECT coalesce(note, 'none') AS note, count(*) AS cells, count(sentiment) AS with_a_figure FROM 'theme_days.csv' GROUP BY ALL ORDER BY cells DESC, note;
SELECT published_precision, count(*) AS articles FROM 'articles.csv' GROUP BY ALL ORDER BY articles DESC, published_precision;
