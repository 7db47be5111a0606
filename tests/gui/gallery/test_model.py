"""The model of the gallery: order, changes, thumbnails, and what it writes."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.library import Filter, Library
from core.picture import Picture
from gui.gallery.model import PICTURE_ROLE, THUMBNAIL_ROLE, PictureModel

Save = Callable[..., Picture]
PATIENCE = 30_000


def prompts(model: PictureModel) -> list[str]:
    return [model.index(row).data(PICTURE_ROLE).prompt for row in range(model.rowCount())]


def test_rows_stay_consistent_whatever_is_done(
    qtbot: QtBot, qtmodeltester: ModelTester, model: PictureModel, project: int, save: Save
) -> None:
    pictures = [save(str(number)) for number in range(5)]
    qtmodeltester.check(model)
    model.open(project)
    assert prompts(model) == ["4", "3", "2", "1", "0"]

    rows = [model.row(model.index(at)) for at in (0, 1, 3)]
    model.remove([row.id for row in rows if row])
    assert prompts(model) == ["2", "0"]
    model.insert([row for row in rows if row])
    assert prompts(model) == ["4", "3", "2", "1", "0"]
    new = save("new")
    model.add(new, np.zeros((48, 32, 3), np.uint8), project)
    assert prompts(model)[:2] == ["new", "4"]
    assert model.total == 6
    assert model.place(pictures[0].id) == 5
    with qtbot.waitSignal(model.filtered, timeout=PATIENCE):
        model.set_filter(Filter(text="3"), project)
    assert prompts(model) == ["3"]
    assert model.total == 6


def test_many_rows_come_and_go(model: PictureModel, project: int, save: Save) -> None:
    for number in range(120):
        save(str(number))
    model.open(project)
    rows = [row for at in range(0, 120, 2) if (row := model.row(model.index(at)))]

    model.remove([row.id for row in rows])
    assert model.rowCount() == model.total == 60
    model.insert(rows)

    assert prompts(model) == [str(number) for number in reversed(range(120))]
    assert model.total == 120


def test_thumbnails_are_made_in_a_thread_in_the_asked_size(
    qtbot: QtBot, model: PictureModel, project: int, save: Save
) -> None:
    save()
    model.thumbnails.set_side(96)
    model.open(project)
    index = model.index(0)

    with qtbot.waitSignal(model.dataChanged, timeout=PATIENCE):
        assert index.data(THUMBNAIL_ROLE) is None
    image = index.data(THUMBNAIL_ROLE)
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (64, 96)
    assert abs(image.pixelColor(32, 48).red() - 90) < 3
    assert image.pixelColor(0, 0).alpha() < 60  # a rounded corner

    model.thumbnails.set_side(48)
    with qtbot.waitSignal(model.dataChanged, timeout=PATIENCE):
        assert index.data(THUMBNAIL_ROLE).height() == 96  # stands in until the other is there
    assert index.data(THUMBNAIL_ROLE).height() == 48


def test_a_picture_that_can_not_be_read_is_told_in_its_place(
    qtbot: QtBot, model: PictureModel, library: Library, project: int, save: Save
) -> None:
    broken = save()
    library.thumbnails.forget(broken.id)
    broken.path.write_bytes(b"no picture")
    model.open(project)

    with qtbot.waitSignal(model.thumbnails.arrived, timeout=PATIENCE):
        model.index(0).data(THUMBNAIL_ROLE)

    assert model.thumbnails.broken(broken.id)
    assert "can't be read" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_picture_that_was_just_drawn_shows_at_once(
    model: PictureModel, project: int, save: Save
) -> None:
    model.open(project)
    model.add(save(), np.full((48, 32, 3), 200, np.uint8), project)

    assert model.index(0).data(THUMBNAIL_ROLE).pixelColor(5, 5).red() == 200


def test_what_is_deleted_while_rows_are_read_does_not_come_back(
    qtbot: QtBot, model: PictureModel, library: Library, project: int, save: Save
) -> None:
    doomed = save("a cat")
    save("a cat that stays")
    model.open(project)
    with qtbot.waitSignal(model.filtered, timeout=PATIENCE):
        model.set_filter(Filter(text="cat"), project)  # reads the rows in a thread
        model.remove([doomed.id])
        model.write(lambda: library.delete(doomed.id))

    assert prompts(model) == ["a cat that stays"]
    assert model.total == 1


def test_a_picture_that_was_found_before_it_was_told_is_shown_once(
    qtbot: QtBot, model: PictureModel, project: int, save: Save
) -> None:
    model.open(project)
    picture = save("new")
    with qtbot.waitSignal(model.filtered, timeout=PATIENCE):
        model.reload()
    model.add(picture, np.zeros((48, 32, 3), np.uint8), project)

    assert prompts(model) == ["new"]
    assert model.total == 1


def test_files_are_dragged_out(model: PictureModel, project: int, save: Save) -> None:
    first, second = save("1"), save("2")
    model.open(project)

    data = model.mimeData([model.index(0), model.index(1)])

    assert data.urls() == [QUrl.fromLocalFile(str(one.path)) for one in (second, first)]
    assert data.hasFormat("text/uri-list")
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_screen_reader_hears_what_is_known(
    model: PictureModel, library: Library, project: int, save: Save
) -> None:
    picture = save("a face", likeness=0.25)
    library.set_stars({picture.id: 4})
    library.set_flags({picture.id: "rejected"})
    model.open(project)

    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    measured = "Likeness 0.25 (a cosine, as an older version measured it)"
    assert spoken == f"a face. 4 of 5 stars. Rejected. {measured}. Seed 7"


def test_what_was_asked_for_last_is_written_before_the_end(
    library: Library, project: int, save: Save, qtbot: QtBot
) -> None:
    picture = save()
    model = PictureModel(library)
    model.open(project)
    for stars in (1, 2, 3):
        model.write(lambda stars=stars: library.set_stars({picture.id: stars}))
    model.stop()

    assert library.find(project)[0].stars == 3


def test_a_write_that_fails_is_told_and_what_is_true_shown(
    qtbot: QtBot, model: PictureModel, library: Library, project: int, save: Save
) -> None:
    picture = save()
    model.open(project)
    library._database.rows("PRAGMA query_only = ON")  # every change fails, as on a broken disk
    row = model.row(model.index(0))
    assert row is not None
    model.change([row._replace(stars=5)])

    with qtbot.waitSignals([model.refused, model.filtered], timeout=PATIENCE):
        model.write(lambda: library.set_stars({picture.id: 5}))

    library._database.rows("PRAGMA query_only = OFF")
    shown = model.row(model.index(0))
    assert shown is not None
    assert shown.stars == 0
