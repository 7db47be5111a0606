"""What is kept: projects, pictures and source images, in a folder with a SQLite database."""

from core.library.database import Busy
from core.library.library import Library
from core.library.order import Order
from core.library.rows import PictureRow, Project
from core.library.search import Filter, Flag, Mechanism

__all__ = ["Busy", "Filter", "Flag", "Library", "Mechanism", "Order", "PictureRow", "Project"]
