"""Changes people and forgets them, and is killed; a module to run with `python -m`.

Arguments: `save` or `forget`, the library's folder, how many kills. Each child tells by a tick that
one more change is done.
"""

import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from core.imaging import fingerprint
from core.library import Library
from core.library.people import NewPhoto
from core.people.record import Person, PersonPhoto, Seen
from core.portrait import Portrait
from core.recipe import Identity, Recipe

RECOGNISER = "5" * 64
SEEN = Seen(box=(1, 1, 9, 9), landmarks=((1, 1),) * 5, score=1, blur=0, turn=0)


def some_photo(random: np.random.Generator, side: int = 24) -> NewPhoto:
    """A photo of noise with a vector of noise."""
    pixels = random.integers(0, 256, (side, side, 3), dtype=np.uint8)
    photo = PersonPhoto(
        source=fingerprint(pixels), width=side, height=side, face=SEEN, added=date(2026, 11, 28)
    )
    return NewPhoto(pixels, photo, random.normal(size=512).astype(np.float32))


def some_person(library: Library, name: str, photos: int = 3, seed: int = 0) -> Person:
    """Somebody with photos of noise."""
    random = np.random.default_rng(seed)
    person = library.create_person(name, consented=True)
    return library.add_photos(person.id, [some_photo(random) for _ in range(photos)], RECOGNISER)


def some_portrait(person: Person, seed: int = 0, prompt: str = "a portrait") -> Portrait:
    """A picture of noise that was made of somebody."""
    pixels = np.random.default_rng(seed).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    recipe = Recipe(prompt=prompt, identities=(naming(person),))
    return Portrait(pixels, recipe, 1.0, 0.75, None, None)


def naming(person: Person) -> Identity:
    return Identity(references=person.keys, weights=(1.0,) * len(person.keys), person=person.id)


def main(kind: str, folder: Path, kills: int) -> None:
    """Kill children one after another, each at a random point of its work."""
    chance = random.Random(0)
    work = _save if kind == "save" else _forget
    for number in range(kills):
        ticks, tick = os.pipe()
        child = os.fork()
        if child == 0:
            work(folder, number, tick)
            os._exit(0)
        os.close(tick)
        os.read(ticks, 1)  # opened
        began = time.monotonic()
        os.read(ticks, 1)  # one change, of which the pace is taken
        pace = time.monotonic() - began
        time.sleep(chance.uniform(0, 2 * pace))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ticks)


def _save(folder: Path, number: int, tick: int) -> None:
    library, random = Library(folder), np.random.default_rng(number)
    os.write(tick, b"!")
    while True:
        person = library.create_person(f"Name {number}", consented=True)
        person = library.add_photos(person.id, [some_photo(random)], RECOGNISER)
        person = library.add_photos(person.id, [some_photo(random)], RECOGNISER)
        library.save_person(person.without(person.keys[0]))
        os.write(tick, b"!")


def _forget(folder: Path, number: int, tick: int) -> None:
    library = Library(folder)
    project = (library.projects() or (library.create_project("Crashes"),))[0].id
    for seed in range(1_000_000):
        person = some_person(library, f"Name {number} {seed}", seed=1000 * number + seed)
        for again in range(3):
            library.save(some_portrait(person, again), project)
        library.save_draft(project, some_portrait(person).recipe)
        if not seed:
            os.write(tick, b"!")
        library.forget_person(person.id)
        os.write(tick, b"!")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
