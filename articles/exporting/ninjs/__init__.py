"""The format ninjs 3.1, IPTC's JSON for news."""
