"""What readers and API clients get of an article, made when it is published.

Pure functions of a `Story`: `page` and `card` give HTML, `payloads` JSON, `appearances` the rows
that lead from an entity to its articles. Nothing here reads or writes the database.
"""
