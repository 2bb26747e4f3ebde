"""Articles as the desk has them: written, tagged and restored by programs."""
