-- Both sides of every contradiction, sentence by sentence.
SELECT conflict.verdict, conflict.subject, conflict.period, conflict.note, article.source, claim.surface, claim.sentence
FROM (SELECT *, unnest(string_split(claims, '; ')) AS claim_id FROM 'conflicts.csv') conflict
JOIN 'claims.csv' claim USING (claim_id)
JOIN 'articles.csv' article ON article.article_id = claim.article_id
ORDER BY conflict.verdict, conflict.subject, conflict.low, claim.claim_id;
