"""Articles as ninjs 3.1, IPTC's JSON for news: how they are handed to partners.

Pure functions of a `Story` or an article. Nothing here reads or writes the database, asks for
rights, or knows of comments in the margin. https://iptc.org/standards/ninjs/
"""
