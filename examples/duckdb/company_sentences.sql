-- From the busiest day of the most mentioned company to the sentences that made it; trace says how each word was found to mean it.
WITH most AS (
  SELECT entity_id FROM 'entity_days.csv' WHERE sentiment IS NOT NULL GROUP BY entity_id ORDER BY sum(articles) DESC, entity_id LIMIT 1
), cell AS (
  SELECT entity_id, name, day, sentiment FROM 'entity_days.csv' WHERE entity_id = (SELECT entity_id FROM most) AND sentiment IS NOT NULL AND day IS NOT NULL
  ORDER BY stories DESC, day LIMIT 1
)
SELECT cell.name, cell.day, round(cell.sentiment, 4) AS figure, round(part.contribution, 4) AS contribution, article.source,
  round(mention.sentiment, 2) AS sentence_sentiment, mention.cues, mention.trace, mention.text
FROM cell
JOIN 'entity_contributions.csv' part ON part.entity_id = cell.entity_id AND part.day = cell.day
JOIN 'articles.csv' article ON article.article_id = part.article_id
JOIN 'entity_mentions.csv' mention ON mention.article_id = part.article_id AND mention.entity_id = cell.entity_id
WHERE part.weight > 0
ORDER BY abs(part.contribution) DESC, part.article_id, mention.char_start;
