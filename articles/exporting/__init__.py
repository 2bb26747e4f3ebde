"""Exports of articles for partners: their content, their marks, and the formats.

`export` chooses revisions and records the audit; `formats` lists the formats; a format writes what
it is given and reads nothing from the database. ninjs 3.1 is IPTC's JSON for news:
https://iptc.org/standards/ninjs/
"""
