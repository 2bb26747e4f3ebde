"""Django's PostgreSQL backend (`"ENGINE": "newsroom.lib.database"`) for kept connections."""
