-- theme_days again, from article_themes and articles alone, for the default weights: what the index is, in SQL, and how to
-- change it. The last query compares it with the table: cells that differ by more than 1e-9 are counted. Not here are the
-- interval (ci_low, ci_high: std_error times Student's t, which DuckDB lacks) and sentiment_shrunk (no default).
-- The same with .parquet files.

-- what each article says of each of its themes: the headline weighs as two sentences
CREATE OR REPLACE TEMP VIEW said AS
SELECT theme, day, story_id, is_original, coalesce(source, '') AS source,
       t.positive, t.neutral, t.negative, t.mood,
       coalesce((2.0 * headline_score + body_score) / nullif(2.0 * headline_weight + body_weight, 0), 0) AS score
FROM 'article_themes.csv' AS t JOIN 'articles.csv' AS a USING (article_id);

-- stories of each day on anything
CREATE OR REPLACE TEMP VIEW days AS
SELECT day, count(*) FILTER (is_original) AS day_stories FROM 'articles.csv' GROUP BY day;

-- a theme has a cell for every day of the archive from its first on, and one for its undated articles
CREATE OR REPLACE TEMP VIEW cells AS
WITH grid AS (
    SELECT theme, days.day FROM (SELECT theme, min(day) AS first FROM said GROUP BY theme) JOIN days ON days.day >= first
    UNION ALL SELECT DISTINCT theme, NULL::DATE FROM said WHERE day IS NULL
),
-- the first article of a story speaks for it; all stories weigh alike
own AS (
    SELECT theme, day, count(*) AS articles,
           count(*) FILTER (is_original) AS stories,
           count(DISTINCT source) AS sources,
           coalesce(sum(positive + neutral + negative) FILTER (is_original), 0) AS sentences,
           sum(positive) FILTER (is_original) AS positive,
           sum(neutral) FILTER (is_original) AS neutral,
           sum(negative) FILTER (is_original) AS negative,
           avg(score) FILTER (is_original) AS sentiment,
           stddev_samp(score) FILTER (is_original) AS dispersion, avg(mood) FILTER (is_original) AS mood
    FROM said GROUP BY theme, day
)
SELECT grid.theme, grid.day, coalesce(articles, 0) AS articles, coalesce(stories, 0) AS stories,
       coalesce(sources, 0) AS sources, coalesce(sentences, 0) AS sentences,
       nullif(stories, 0) AS n_eff, sentiment, dispersion / sqrt(stories) AS std_error, dispersion, mood,
       positive / nullif(sentences, 0) AS positive, neutral / nullif(sentences, 0) AS neutral,
       negative / nullif(sentences, 0) AS negative, day_stories,
       coalesce(stories, 0) / nullif(day_stories, 0) AS buzz, stories / articles AS novelty,
       CASE WHEN articles IS NULL THEN 'no_news' WHEN stories = 0 THEN 'copies_only' WHEN grid.day IS NULL THEN 'undated'
            WHEN stories = 1 THEN 'single_story' WHEN stories < 5 THEN 'too_few' END AS note
FROM grid
LEFT JOIN own ON own.theme = grid.theme AND own.day IS NOT DISTINCT FROM grid.day
JOIN days ON days.day IS NOT DISTINCT FROM grid.day;

-- what looks back: every story counts half as much after five days; z over the days with news among sixty, if twenty have any
CREATE OR REPLACE TEMP VIEW again AS
WITH smoothed AS (
    SELECT cells.theme, cells.day,
           sum(0.5 ** ((cells.day - said.day) / 5.0) * score) / sum(0.5 ** ((cells.day - said.day) / 5.0)) AS sentiment_smoothed
    FROM cells JOIN said ON said.theme = cells.theme AND said.is_original AND said.day <= cells.day
    WHERE sentiment IS NOT NULL GROUP BY cells.theme, cells.day
),
distances AS (
    SELECT now.theme, now.day, (any_value(now.sentiment) - avg(before.sentiment)) / stddev_samp(before.sentiment) AS z_score
    FROM cells AS now JOIN cells AS before ON before.theme = now.theme AND before.day < now.day AND now.day - before.day <= 60
    WHERE now.sentiment IS NOT NULL AND before.sentiment IS NOT NULL
    GROUP BY now.theme, now.day
    HAVING count(*) >= 20 AND stddev_samp(before.sentiment) > 1e-12 * max(abs(before.sentiment))
)
SELECT * FROM cells LEFT JOIN smoothed USING (theme, day) LEFT JOIN distances USING (theme, day);

SELECT theme, day, stories, round(sentiment, 3) AS sentiment, round(sentiment_smoothed, 3) AS smoothed, note
FROM again WHERE stories > 0 ORDER BY day DESC NULLS LAST, theme LIMIT 10;

-- as numbers: an empty column of CSV has no type of its own
WITH own AS (UNPIVOT (SELECT theme, day, note, COLUMNS(* EXCLUDE (theme, day, note))::DOUBLE FROM again)
             ON COLUMNS(* EXCLUDE (theme, day, note)) INTO NAME figure VALUE value),
made AS (UNPIVOT (SELECT theme, day, note, COLUMNS(* EXCLUDE (theme, day, note))::DOUBLE FROM 'theme_days.csv')
         ON COLUMNS(* EXCLUDE (theme, day, note)) INTO NAME figure VALUE value)
SELECT count(*) AS figures,
       count(*) FILTER (own.value IS NULL OR made.value IS NULL OR abs(own.value - made.value) > 1e-9
                        OR own.note IS DISTINCT FROM made.note) AS differing
FROM own FULL JOIN (FROM made WHERE figure IN (SELECT figure FROM own)) AS made
ON own.theme = made.theme AND own.figure = made.figure AND own.day IS NOT DISTINCT FROM made.day;
