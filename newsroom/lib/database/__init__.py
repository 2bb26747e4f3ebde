"""A PostgreSQL backend (`"ENGINE": "newsroom.lib.database"`), and tools for fast statements."""
