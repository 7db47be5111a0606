"""What is kept: projects, pictures and source images, in a folder with a SQLite database."""

from core.library.library import Library, Project

__all__ = ["Library", "Project"]
