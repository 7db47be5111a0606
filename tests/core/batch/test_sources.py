"""Images are found by their fingerprint, in folders and in the library."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.batch.sources import Sources
from core.errors import BadInput
from core.imaging import fingerprint
from core.library import Library


def image(shade: int) -> np.ndarray:
    return np.full((6, 9, 3), shade, np.uint8)


def save(path: Path, shade: int) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image(shade)).save(path)
    return fingerprint(image(shade))


def test_images_come_from_folders_and_those_below(tmp_path: Path) -> None:
    one = save(tmp_path / "photos" / "one.png", 1)
    two = save(tmp_path / "photos" / "deep" / "two.tiff", 2)
    (tmp_path / "photos" / "broken.png").write_bytes(b"no image")
    sources = Sources([tmp_path / "photos"], tmp_path / "library")

    assert list(sources.lacking({one, two, "f" * 64})) == ["f" * 64]
    found = sources.images({one, two})
    assert (found[one] == image(1)).all()
    assert (found[two] == image(2)).all()


def test_images_come_from_the_library_also_while_it_is_open_elsewhere(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    key = library.add_source(image(7))
    sources = Sources([], tmp_path / "library")

    assert list(sources.lacking({key})) == []
    assert (sources.images({key})[key] == image(7)).all()
    library.close()


def test_an_image_that_was_changed_meanwhile_is_told(tmp_path: Path) -> None:
    key = save(tmp_path / "photos" / "one.png", 1)
    sources = Sources([tmp_path / "photos"], tmp_path / "library")
    assert list(sources.lacking({key})) == []
    save(tmp_path / "photos" / "one.png", 2)

    with pytest.raises(BadInput, match=r"one\.png was changed"):
        sources.images({key})


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no folder photos"):
        Sources([tmp_path / "photos"], tmp_path)
