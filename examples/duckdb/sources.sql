-- Who writes about what, and how much of it is copied from others.
SELECT coalesce(source, '(unknown)') AS source, count(*) AS articles, count(*) FILTER (is_original) AS original,
  round(avg(sentiment), 3) AS sentiment, round(median(words)) AS words
FROM 'articles.csv' GROUP BY ALL ORDER BY articles DESC, source;
SELECT theme, arg_max(source, (stories, source)) AS most_by, max(stories) AS stories
FROM (SELECT theme, source, sum(stories) AS stories FROM 'theme_sources.csv' WHERE theme NOT LIKE '%.%' GROUP BY theme, source)
GROUP BY theme ORDER BY theme;
