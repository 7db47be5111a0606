"""People: somebody's photos, what was seen in them, and which of them count."""
