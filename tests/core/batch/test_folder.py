"""The folder of a batch: what is there is found, what is half there is not; one batch at a time."""

from pathlib import Path

import numpy as np
import pytest

from core.batch.folder import opened
from core.batch.orders import Order
from core.durable import PART
from core.errors import BadInput
from core.picture import read_recipe
from core.portrait import Portrait
from core.recipe import Recipe, Sampling


def order(line: int, seed: int) -> Order:
    return Order(line, 0, Recipe(prompt="a hill", sampling=Sampling(seed=seed)))


def portrait(wanted: Order) -> Portrait:
    return Portrait(np.zeros((8, 8, 3), np.uint8), wanted.recipe, 0.1, None, None, None)


def test_a_picture_is_found_in_the_next_run_wherever_its_line_has_moved(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as folder:
        assert folder.find(order(1, 5)) is None
        path = folder.keep(order(1, 5), portrait(order(1, 5)))
        assert read_recipe(path) == order(1, 5).recipe

    with opened(tmp_path / "out") as folder:
        assert folder.find(order(30, 5)) == path
        assert folder.find(order(1, 6)) is None


@pytest.mark.parametrize("damage", ["cut", "other recipe"])
def test_what_only_has_its_name_does_not_count(tmp_path: Path, damage: str) -> None:
    wanted = order(1, 5)
    with opened(tmp_path) as folder:
        path = folder.keep(wanted, portrait(wanted))
        if damage == "cut":
            path.write_bytes(path.read_bytes()[:40])
        else:
            folder.keep(order(2, 6), portrait(order(2, 6))).rename(path)

    with opened(tmp_path) as folder:
        assert folder.find(wanted) is None
        folder.keep(wanted, portrait(wanted))
    with opened(tmp_path) as folder:
        assert folder.find(wanted) == path


def test_what_a_killed_run_left_half_written_goes_and_nothing_else(tmp_path: Path) -> None:
    half, other = tmp_path / f"{'a' * 32}{PART}", tmp_path / f"mine{PART}"
    half.write_bytes(b"half")
    other.write_bytes(b"not of ours")

    with opened(tmp_path):
        assert not half.exists()
        assert other.exists()


def test_two_batches_do_not_share_a_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(BadInput, match="Another batch"), opened(tmp_path):
        pytest.fail("it was opened twice")
    with opened(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".likeness-batch"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(BadInput, match="out is in the way"), opened(tmp_path / "out"):
        pytest.fail("it was opened")
