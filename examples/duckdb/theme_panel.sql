-- The index as a panel of days by themes; NULL is no news, 0 is neutral news. The same with theme_days.parquet.
PIVOT (SELECT day, theme, round(sentiment, 3) AS sentiment FROM 'theme_days.csv' WHERE day IS NOT NULL AND theme NOT LIKE '%.%')
ON theme USING first(sentiment) ORDER BY day;
