-- Does sentiment lead returns? The correlation of a session's sentiment with the return of the sessions around it, for the theme
-- with the most stories; days that are no session are left out. Give the prices behind the recipe, days in the first
-- column and closes in the second: run.py DIR lead_lag.sql prices.csv
WITH prices AS (
  SELECT day, close / lag(close) OVER (ORDER BY day) - 1 AS change FROM read_csv(getvariable('prices'), header = true, names = ['day', 'close'])
), busiest AS (
  SELECT theme FROM 'theme_days.csv' WHERE day IS NOT NULL GROUP BY theme ORDER BY sum(stories) DESC, theme LIMIT 1
), sessions AS (
  SELECT prices.day, row_number() OVER (ORDER BY prices.day) AS number, change, sentiment
  FROM prices LEFT JOIN (SELECT day, sentiment FROM 'theme_days.csv' SEMI JOIN busiest USING (theme)) AS own USING (day)
)
SELECT lags.lag, (SELECT theme FROM busiest) AS theme, count(*) AS pairs, round(corr(a.sentiment, b.change), 3) AS correlation
FROM (SELECT unnest([-2, -1, 0, 1, 2]) AS lag) AS lags
LEFT JOIN sessions AS a ON a.sentiment IS NOT NULL
LEFT JOIN sessions AS b ON b.number = a.number + lags.lag AND b.change IS NOT NULL
WHERE b.number IS NOT NULL
GROUP BY lags.lag ORDER BY lags.lag;
