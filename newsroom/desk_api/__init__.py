"""The base of the API for the desk: who may, how often, and how a write is tried or repeated."""
