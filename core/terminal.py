"""Words to whoever sits at the terminal."""

import sys


def say(sentence: str) -> None:
    """One line on stderr; what files and recipes bring along must not steer the terminal."""
    line = " ".join(sentence.split())
    shown = "".join(letter if letter.isprintable() else "?" for letter in line)
    print("likeness:", shown, file=sys.stderr)
