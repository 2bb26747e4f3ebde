"""Import of plain-text files, each with an optional sidecar of tags.

`file_text` reads the lines of a file and `sidecar` its JSON; `layout` makes fields with tags of
both; `entities` finds or creates the entities that the sidecar names; `merging_tags` joins the tags
of a changed file with the desk's; `import_files` stores; `batches` goes from paths to outcomes.
"""
