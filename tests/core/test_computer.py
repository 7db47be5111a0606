"""What kind of computer this is."""

from pathlib import Path

import psutil

from core.computer import (
    LITTLE_DISK,
    LITTLE_MEMORY,
    Computer,
    device_memory,
    free_space,
    look_at_computer,
)


def test_this_computer_is_told_as_the_system_knows_it(tmp_path: Path) -> None:
    here = look_at_computer(tmp_path / "not" / "yet" / "there")

    assert 1 <= here.cores <= psutil.cpu_count()
    assert here.memory == psutil.virtual_memory().total
    assert 0 < here.free <= psutil.disk_usage(str(tmp_path)).total
    assert not (tmp_path / "not").exists()


def test_a_folder_that_is_not_there_yet_lies_on_the_disk_of_the_one_above() -> None:
    assert free_space(Path("not/there")) > 0  # below the current one


def test_a_picture_must_do_with_the_memory_of_the_processor_but_not_of_a_card() -> None:
    assert device_memory("cpu") == psutil.virtual_memory().total
    assert device_memory("cuda:0") is None  # which need not hold all at once
    assert device_memory("") is None


def test_what_is_little_is_said() -> None:
    small = Computer(1, int(LITTLE_MEMORY) - 1, int(LITTLE_DISK) - 1, nvidia=False)
    enough = Computer(1, int(LITTLE_MEMORY), int(LITTLE_DISK), nvidia=False)
    assert (small.short_of_memory, small.short_of_disk) == (True, True)
    assert (enough.short_of_memory, enough.short_of_disk) == (False, False)
