-- From the most negative figure of the index to the sentences that made it.
WITH cell AS (
  SELECT theme, day, sentiment FROM 'theme_days.csv' WHERE day IS NOT NULL AND sentiment IS NOT NULL
  ORDER BY stories < 2, sentiment, theme, day LIMIT 1
)
SELECT cell.theme, cell.day, round(cell.sentiment, 4) AS figure, round(part.contribution, 4) AS contribution, article.source,
  round(mention.sentiment, 2) AS sentence_sentiment, mention.char_start, mention.char_end, mention.text
FROM cell
JOIN 'contributions.csv' part ON part.theme = cell.theme AND part.day = cell.day
JOIN 'articles.csv' article ON article.article_id = part.article_id
JOIN 'mentions.csv' mention ON mention.article_id = part.article_id AND mention.theme = cell.theme
ORDER BY abs(part.contribution) DESC, part.article_id, mention.char_start;
