"""Finding entries: the index, the query, candidates, ranking, highlights and suggestions."""
