"""Plain-text files with an optional sidecar of tags, read into drafts.

`reading` turns a file into lines, `sidecar` its JSON into structures, `drafting` both into a
`Draft`, `naming` finds or makes the entities that it names. `articles.services.importing` stores.
"""
