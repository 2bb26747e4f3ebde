"""Plain-text files with an optional sidecar of tags, read into drafts.

`reading` turns a file into lines, `sidecar` its JSON into structures, `layout` both into a
`Draft`, `entities` finds or makes the entities that it names. `import_files` stores.
"""
