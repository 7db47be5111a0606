"""People of the library: their page, their row in the panel, and how they are forgotten."""
