"""The checks of an article before it is published, what they find, and how severe that is.

`checks.find_obstacles` runs all of them on an article's head, in a constant number of queries.
"""
