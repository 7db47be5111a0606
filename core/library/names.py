"""Names of projects that nobody but the program gave.

The database keeps them in English, whoever made the project; the window says them in the language
of today.
"""

from core.told import Told

FIRST = Told("Portraits")  # where there is no project yet
RECOVERED = Told("Recovered pictures")  # takes in what an interrupted run left behind


def told_name(name: str) -> str:
    """A project's name, as a Told that can be translated if it is one of these."""
    return next((given for given in (FIRST, RECOVERED) if given == name), name)
