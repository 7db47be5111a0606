"""Projects: which one is open, and the widget with which it is chosen."""
