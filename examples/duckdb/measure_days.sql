-- What is known of each measure on each day: the latest figure of every source up to then, their median, lowest and highest, and whether one has been
-- revised. A measure is a series on a basis, for a part of its owner and a period. Nothing that was published later moves a day.
WITH figure AS (
    SELECT claim.measure_id, coalesce(claim.basis, '') AS basis, coalesce(claim.segment, '') AS segment,
        CASE WHEN claim.kind = 'change' THEN 'change' ELSE 'level' END AS kind, claim.unit, claim.period_start, claim.period_end,
        claim.modality, CAST(article.day AS DATE) AS day, coalesce(article.source, article.story_id) AS source, article.story_id, claim.relation,
        CASE WHEN claim.direction = 'down' THEN -claim.value ELSE claim.value END AS value, claim.claim_id
    FROM 'claims.csv' claim JOIN 'articles.csv' article USING (article_id)
    WHERE claim.measure_id IS NOT NULL AND claim.suspect IS NULL AND NOT claim.undefined AND claim.rule <> 'origin' AND article.day IS NOT NULL AND article.is_original
        -- "78% of the S&P 500" are companies
        AND (claim.kind IN ('change', 'level') OR NOT claim.measure_id LIKE '%.price')
),
told AS (SELECT DISTINCT measure_id, basis, segment, kind, unit, period_start, period_end, modality, day FROM figure),
latest AS (
    SELECT told.*, figure.source, figure.story_id, figure.value, figure.relation
    FROM told JOIN figure ON told.measure_id = figure.measure_id AND told.basis = figure.basis AND told.segment = figure.segment AND told.kind = figure.kind AND told.unit = figure.unit
        AND told.period_start IS NOT DISTINCT FROM figure.period_start AND told.period_end IS NOT DISTINCT FROM figure.period_end
        AND told.modality = figure.modality AND figure.day <= told.day
    QUALIFY row_number() OVER (PARTITION BY told.measure_id, told.basis, told.segment, told.kind, told.unit, told.period_start, told.period_end, told.modality, told.day,
        figure.source ORDER BY figure.day DESC, figure.claim_id) = 1
)
SELECT measure_id, basis, segment, kind, unit, period_start, period_end, modality, day, median(value) AS median, min(value) AS low, max(value) AS high,
    count(DISTINCT source) AS sources, count(DISTINCT story_id) AS stories, bool_or(relation IS NOT DISTINCT FROM 'revised_from') AS revised
FROM latest
GROUP BY ALL
ORDER BY measure_id, basis, segment, kind, unit, period_start, period_end, modality, day;
