"""Keys of the API: made, revoked, recognised in requests, and counted."""
