"""Pages and JSON of an article, made when it is published.

Pure functions of an `ArticleSnapshot`: `page` and `card` return HTML, `payloads` JSON,
`appearances` the rows that lead from an entity to its articles. Nothing here reads or writes the
database.
"""
