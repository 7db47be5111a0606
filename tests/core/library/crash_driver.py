"""Starts savers and kills them in the middle; run as `python -m tests.core.library.crash_driver`.

Arguments: `protocol` or `naive`, the library's folder, how many kills. A saver that has been
told that a picture is saved appends the picture's id to the file `acknowledged`.
"""

import hashlib
import io
import os
import random
import signal
import sys
import time
import uuid
from pathlib import Path

import numpy as np
from PIL import Image

from core.library import Library
from core.library.rows import insert_picture, now
from core.picture import Picture, encode_png
from core.portrait import Portrait
from core.recipe import Recipe, Sampling

ACKNOWLEDGED = "acknowledged"
MOST_SAVES = 3  # before the one that is killed


class NaiveLibrary(Library):
    """Saves as many programs do: the row first, then the PNG straight to its final path."""

    def save(self, portrait: Portrait, project_id: int) -> Picture:
        key = uuid.uuid4().hex
        path = self._folders.picture(key)
        path.parent.mkdir(exist_ok=True)
        data = encode_png(portrait.image, portrait.recipe)
        height, width = portrait.image.shape[:2]
        digest = hashlib.sha256(data).hexdigest()
        picture = Picture(key, path, portrait.recipe, width, height, None, 0.0, now(), digest)
        path.touch()  # the row holds the file's size
        with self._database.transaction() as connection:
            insert_picture(connection, project_id, picture)
        with Image.open(io.BytesIO(data)) as decoded:
            decoded.save(path)
        path.write_bytes(data)
        return picture


def main(kind: str, folder: Path, kills: int) -> None:
    """Kill `kills` savers, one after another, each at a random point of a save.

    The pace of the saves before tells how long one takes on this machine.
    """
    chance = random.Random(0)
    for number in range(kills):
        ticks, tick = os.pipe()
        child = os.fork()
        if child == 0:
            _save_until_killed(kind, folder, number, tick)
        os.close(tick)
        os.read(ticks, 1)  # opened
        began = time.monotonic()
        saves = chance.randint(1, MOST_SAVES)
        for _ in range(saves):
            os.read(ticks, 1)
        time.sleep(chance.uniform(0, (time.monotonic() - began) / saves))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ticks)


def _save_until_killed(kind: str, folder: Path, number: int, tick: int) -> None:
    library = (NaiveLibrary if kind == "naive" else Library)(folder)
    project = (library.projects() or (library.create_project("Crashes"),))[0]
    image = np.random.default_rng(number).integers(0, 256, (192, 192, 3), dtype=np.uint8)
    journal = os.open(folder.parent / ACKNOWLEDGED, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(tick, b"!")
    for seed in range(1_000_000):
        recipe = Recipe(prompt="crash", sampling=Sampling(seed=seed))
        picture = library.save(Portrait(image, recipe, 1.0, None, None, None), project.id)
        os.write(journal, f"{picture.id}\n".encode())
        os.write(tick, b"!")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
