"""Whether an article is fit to be published: what each check finds, and how much that weighs.

`running.find_obstacles` runs them all over an article's head, in a constant number of queries.
"""
