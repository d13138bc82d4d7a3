-- What the news says of one measure over time, with who says so; figures that the text never explains are left out.
SELECT claim.subject, claim.unit, claim.kind, article.day, article.source, claim.qualifier, claim.direction, claim.value, claim.modality, claim.surface
FROM 'claims.csv' claim JOIN 'articles.csv' article USING (article_id)
WHERE NOT claim.undefined AND claim.subject_id = 'index.rut'
ORDER BY claim.unit, claim.kind, article.day, claim.claim_id;
