"""What other programs have is told by its content, with the reason for what is not used."""

import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core.packs.searched import SearchedFolders
from gui.packs.found import FoundView
from gui.packs.found_rows import Group, Row, rows_of
from gui.packs.models import ModelWork
from tests.core.packs import official
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT, choose_by_keys, drop_on, once_asked, once_open
from tests.gui.packs.computer import add_hostile
from tests.gui.packs.conftest import OpenPage, press

CONTROL = Qt.KeyboardModifier.ControlModifier


def rows(work: ModelWork) -> dict[str, Row]:
    return {row.title: row for row in rows_of(work.stock)}


def click(qtbot: QtBot, view: FoundView, title: str, modifier=Qt.KeyboardModifier.NoModifier):
    """Click on a row, which is scrolled to first."""
    row = next(row for row in rows_of(view._work.stock) if row.title == title)
    index = view.list.index_of(row)
    view.list.scrollTo(index)
    qtbot.mouseClick(view.list.viewport(), LEFT, modifier, pos=view.list.visualRect(index).center())


def test_renamed_files_are_told_by_what_is_in_them(qtbot: QtBot, open_own: OpenPage) -> None:
    window, page = open_own("found")
    seen = rows(window.pages.models.work)

    groups = {title: row.group for title, row in seen.items()}
    assert groups == {
        "dreams.safetensors": Group.BASES,
        "painterly": Group.BASES,
        "holiday.safetensors": Group.INSTANTID,
        "instantid/diffusion_pytorch_model.safetensors": Group.INSTANTID,
        "a1.safetensors": Group.ADAPTERS,
        "a2.safetensors": Group.ADAPTERS,
        "a3.safetensors": Group.ADAPTERS,
        "old.safetensors": Group.ADAPTERS,
        "looks/model.safetensors": Group.ENCODERS,
        "lines.safetensors": Group.CONTROLNETS,
        "flowers.safetensors": Group.LORAS,
        "quick.safetensors": Group.LORAS,
        "antelopev2": Group.FACES,
        "soft.safetensors": Group.VAES,
    }
    assert seen["a1.safetensors"].words() == "IP-Adapter · 2 MB · ~/ComfyUI/models/ipadapter"
    assert seen["painterly"].words() == "SDXL · 32 MB · ~/ComfyUI/models/diffusers"
    assert seen["holiday.safetensors"].words().startswith("InstantID · ")
    assert (seen["antelopev2"].published, seen["a1.safetensors"].published) == (True, False)
    assert page.found.told.text() == "14 models"
    assert [box.text() for box in page.found.folders.boxes] == ["ComfyUI"]


def test_what_could_run_code_or_is_damaged_is_refused_in_a_sentence(
    open_own: OpenPage, comfy: Path
) -> None:
    canary = add_hostile(comfy / "models" / "unet")
    window, page = open_own("found")

    refused = {
        row.title: row.words()
        for row in rows_of(window.pages.models.work.stock)
        if row.group is Group.REFUSED
    }
    runs = "is a kind of file that can run code, and it is not a published one."
    hint = "Use the .safetensors version."
    assert refused == {
        "free-money.ckpt": f"free-money.ckpt {runs} {hint}",
        "sneaky.safetensors": f"sneaky.safetensors {runs} {hint}",
        "cut.safetensors": "cut.safetensors is not a sound safetensors file. Get the file again.",
    }
    assert page.found.told.text() == "14 models · 3 files are not used"
    assert not canary.exists()


def test_the_filter_and_the_keys_of_the_list(qtbot: QtBot, open_own: OpenPage) -> None:
    _, page = open_own("found")
    view = page.found
    qtbot.keyClicks(view.words, "face ADAPTER")
    assert view.list.shown() == 3  # Plus-Face twice, FaceID
    view.words.clear()
    assert view.list.shown() == 14

    click(qtbot, view, "a1.safetensors")
    click(qtbot, view, "a2.safetensors", CONTROL)
    qtbot.keyClick(view.list, Qt.Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text().splitlines()
    assert [Path(line).name for line in copied] == ["a1.safetensors", "a2.safetensors"]
    assert not view.base.isEnabled()
    click(qtbot, view, "painterly")
    assert view.base.isEnabled()
    click(qtbot, view, "soft.safetensors")
    assert not view.make.isEnabled()


def test_a_heading_folds_its_rows_away_by_mouse_and_keys(qtbot: QtBot, open_own: OpenPage) -> None:
    _, page = open_own("found")
    tree = page.found.list
    head = tree.model().index(0, 0)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(head).center())
    assert not tree.isExpanded(head)
    tree.setFocus()
    tree.setCurrentIndex(head)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert tree.isExpanded(head)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(head)


def test_the_menu_of_a_row_makes_a_pack_of_it(qtbot: QtBot, open_own: OpenPage) -> None:
    _, page = open_own("found")
    view = page.found
    click(qtbot, view, "painterly")
    place = view.list.visualRect(view.list.currentIndex()).center()
    once_open(lambda: choose_by_keys("Use as pack"))
    view.list.customContextMenuRequested.emit(place)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.making, timeout=PATIENCE)
    assert page.making.base.currentText().startswith("painterly")


def test_a_folder_is_added_by_dropping_it_and_remembered(
    qtbot: QtBot, open_own: OpenPage, tmp_path: Path, own_folders: Path
) -> None:
    window, page = open_own("found")
    work = window.pages.models.work
    stick = tmp_path / "stick"
    official.write(stick / "deep" / "x.safetensors", official.smaller(official.controlnet("sdxl")))
    drop_on(page.found.viewport(), stick)
    qtbot.waitUntil(lambda: "x.safetensors" in rows(work), timeout=PATIENCE)
    boxes = page.found.folders.boxes
    assert [box.text() for box in boxes] == ["ComfyUI", "stick"]
    kept = SearchedFolders(own_folders / "model-folders.json")
    assert [place.folder for place in kept.places()][1:] == [stick]

    qtbot.mouseClick(boxes[1], LEFT, pos=QPoint(8, boxes[1].height() // 2))
    qtbot.waitUntil(
        lambda: work.finding.scanned and "x.safetensors" not in rows(work), timeout=PATIENCE
    )
    assert not kept.places()[1].searched


def test_a_folder_is_added_by_the_button(qtbot: QtBot, open_own: OpenPage, tmp_path: Path) -> None:
    window, page = open_own("found")
    official.write(tmp_path / "more" / "y.safetensors", official.smaller(official.unet("sd15")))

    def answer(dialog: QFileDialog) -> None:
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText(str(tmp_path / "more"))
        qtbot.keyClick(name, Qt.Key.Key_Return)

    once_asked(QFileDialog, answer)
    press(qtbot, page.found.folders.add)
    work = window.pages.models.work
    qtbot.waitUntil(lambda: "y.safetensors" in rows(work), timeout=PATIENCE)
    assert rows(work)["y.safetensors"].group is Group.OTHERS


def test_a_search_can_be_stopped(qtbot: QtBot, open_own: OpenPage, comfy: Path) -> None:
    huge = comfy / "models" / "vae" / "huge.safetensors"  # is read whole, as a VAE is
    official.write(huge, {"decoder.conv_in.weight": (4, 4, 3, 3), "x": (4_000_000_000,),
                          "encoder.conv_in.weight": (4, 3, 3, 3)})  # fmt: skip
    window, page = open_own("found", scanned=False)
    finding = window.pages.models.work.finding
    with qtbot.waitSignal(
        finding.progressed, timeout=PATIENCE, check_params_cb=lambda told: told.stage == "reading"
    ):
        pass
    press(qtbot, page.found.stop)
    qtbot.waitUntil(lambda: not finding.busy, timeout=PATIENCE)
    assert not finding.scanned
    assert page.found.empty.text() == "The search was stopped."
    huge.unlink()
    press(qtbot, page.found.folders.again)
    qtbot.waitUntil(lambda: finding.scanned, timeout=PATIENCE)
    assert page.found.list.shown() == 14


def test_a_folder_that_vanishes_is_no_trouble(
    qtbot: QtBot, open_own: OpenPage, comfy: Path
) -> None:
    window, page = open_own("found")
    shutil.rmtree(comfy)
    finding = window.pages.models.work.finding
    press(qtbot, page.found.folders.again)
    qtbot.waitUntil(lambda: finding.scanned, timeout=PATIENCE)
    assert page.found.empty.text() == "No models were found here."
    assert page.found.folders.none.isVisible()
    assert not page.notice.isVisible()


def test_where_nothing_can_be_written_a_folder_is_looked_through_all_the_same(
    qtbot: QtBot,
    open_own: OpenPage,
    tmp_path: Path,
    own_folders: Path,
) -> None:
    window, page = open_own("found")
    work = window.pages.models.work
    for name in ("hashes.json", "model-folders.json"):  # root may write to any file, but not here
        path = own_folders / name
        path.unlink(missing_ok=True)
        path.mkdir()
        (path / "in the way").touch()
    stick = tmp_path / "stick"
    official.write(stick / "x.safetensors", official.smaller(official.controlnet("sdxl")))
    drop_on(page.found.viewport(), stick)
    qtbot.waitUntil(lambda: "x.safetensors" in rows(work), timeout=PATIENCE)
    assert page.notice.isVisible()
    assert "model-folders.json" in page.notice.text.text()
