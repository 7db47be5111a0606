"""From nothing to a pack that draws, by real events against a real server, also a bad one."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.packs import Pack
from gui.packs.bundle_card import BundleCard
from gui.packs.installations import State
from gui.packs.models import ModelWork
from gui.packs.page import ModelsPage
from tests.core.packs.bad_server import Fault
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import OpenPage, accept_all, agree, press, show_bundle
from tests.gui.packs.shop import BASE, ID, Shop


def state_of(work: ModelWork, card: BundleCard) -> State | None:
    one = work.installations.of(card.bundle)
    return one.state if one is not None else None


@pytest.fixture
def ready(
    qtbot: QtBot, open_page: OpenPage, shop: Shop, own_folders: Path
) -> tuple[ModelWork, ModelsPage, BundleCard]:
    """A page at the card of the larger bundle, whose terms are accepted."""
    accept_all(shop, own_folders)
    window, page = open_page()
    return window.pages.models.work, page, show_bundle(qtbot, page, "instantid-tiny")


Ready = tuple[ModelWork, ModelsPage, BundleCard]


def finish(qtbot: QtBot, card: BundleCard) -> None:
    qtbot.waitUntil(lambda: card.pill.text() == "Installed", timeout=PATIENCE)


def arrived(card: BundleCard) -> int:
    one = card.transfer.one
    return one.progress.step if one is not None and one.progress is not None else 0


def begin_slowly(qtbot: QtBot, shop: Shop, ready: Ready) -> None:
    """Begin to fetch, so slowly that something can come in between."""
    work, page, card = ready
    shop.site.delay, shop.site.block = 0.02, 8_000
    agree(qtbot, page, card)
    qtbot.waitUntil(lambda: arrived(card) > 50_000, timeout=PATIENCE)
    assert state_of(work, card) is State.RUNNING


def test_a_bundle_comes_from_nothing_to_a_pack(
    qtbot: QtBot, open_page: OpenPage, shop: Shop, own_folders: Path
) -> None:
    window, page = open_page()
    card = show_bundle(qtbot, page, "instantid-tiny")
    assert shop.site.asked == []
    assert "to fetch" in card.takes.words.text()
    work = window.pages.models.work
    with qtbot.waitSignal(work.installations.installed, timeout=PATIENCE):
        agree(qtbot, page, card)
        qtbot.waitUntil(lambda: "localhost" in window.status.offline.text(), timeout=PATIENCE)
    finish(qtbot, card)

    pack = Pack.load(own_folders / "packs" / "instantid-tiny")
    pack.verify()
    assert pack.manifest.instantid is not None
    assert work.installations.all == ()
    assert window.status.offline.text() == "Offline: nothing leaves this computer"
    assert card.use.isVisible()


def test_without_all_terms_nothing_is_fetched(
    qtbot: QtBot, open_page: OpenPage, shop: Shop, own_folders: Path
) -> None:
    window, page = open_page()
    card = show_bundle(qtbot, page, "instantid-tiny")
    press(qtbot, card.get)
    dialog = page.bundles.question
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Return)  # its button does not answer yet
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    work = window.pages.models.work
    work.installations.start(shop.whole)  # as if by mistake
    qtbot.waitUntil(lambda: state_of(work, card) is State.FAILED, timeout=PATIENCE)
    assert "not accepted yet" in card.transfer.what.text()
    assert shop.site.asked == []
    assert not (own_folders / "accepted-terms.json").exists()

    press(qtbot, card.transfer.way)
    assert page.bundles.question is not dialog


def test_what_is_paused_goes_on_at_the_very_byte(qtbot: QtBot, shop: Shop, ready: Ready) -> None:
    work, _, card = ready
    begin_slowly(qtbot, shop, ready)
    press(qtbot, card.transfer.hold)
    assert state_of(work, card) is State.PAUSED
    assert card.pill.text() == "Paused"
    assert work.installations.hosts == ()
    qtbot.wait(500)  # connections that were open end
    sent, asked = shop.site.sent, len(shop.site.asked)
    qtbot.wait(500)
    assert (shop.site.sent, len(shop.site.asked)) == (sent, asked)

    shop.site.delay = 0
    press(qtbot, card.transfer.resume)
    finish(qtbot, card)
    assert shop.site.sent < 1.2 * shop.whole.bytes  # what was there did not come again


def test_a_cut_connection_is_told_and_tried_again(qtbot: QtBot, shop: Shop, ready: Ready) -> None:
    work, page, card = ready
    shop.site.always = Fault(cut=0)
    agree(qtbot, page, card)
    qtbot.waitUntil(lambda: state_of(work, card) is State.FAILED, timeout=PATIENCE)
    assert "incomplete" in card.transfer.what.text()
    assert card.transfer.hint.text()
    press(qtbot, card.transfer.way)
    assert page.stack.currentWidget() is page.found

    shop.site.always = Fault()
    page.show_part("bundles")
    press(qtbot, card.transfer.resume)
    finish(qtbot, card)


def test_wrong_bytes_are_deleted_and_asked_for_again(
    qtbot: QtBot, shop: Shop, ready: Ready, own_folders: Path
) -> None:
    work, page, card = ready
    shop.site.always = Fault(wrong=True)
    agree(qtbot, page, card)
    qtbot.waitUntil(lambda: state_of(work, card) is State.FAILED, timeout=PATIENCE)
    assert "does not match its published fingerprint" in card.transfer.what.text()
    assert "deleted" in card.transfer.hint.text()

    shop.site.always = Fault()
    press(qtbot, card.transfer.resume)
    finish(qtbot, card)
    Pack.load(own_folders / "packs" / "instantid-tiny").verify()


def test_who_needs_a_token_is_led_to_its_field(qtbot: QtBot, shop: Shop, ready: Ready) -> None:
    work, page, card = ready
    shop.site.always = Fault(status=401)
    agree(qtbot, page, card)
    qtbot.waitUntil(lambda: state_of(work, card) is State.FAILED, timeout=PATIENCE)
    assert "agreed to its terms" in card.transfer.what.text()
    press(qtbot, card.transfer.way)
    access = page.access
    assert access.field.isVisible()
    qtbot.keyClicks(access.field, "hf_secret")
    qtbot.keyClick(access.field, Qt.Key.Key_Return)
    assert access.field.text() == ""
    qtbot.waitUntil(lambda: "until Likeness is closed" in access.state.text(), timeout=PATIENCE)

    shop.site.always = Fault()
    shop.site.asked.clear()
    page.show_part("bundles")
    press(qtbot, card.transfer.resume)
    finish(qtbot, card)
    assert {one.get("Authorization") for one in shop.site.asked} == {"Bearer hf_secret"}


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_full_disk_is_told_before_anything_is_fetched(
    qtbot: QtBot,
    shop: Shop,
    ready: Ready,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work, page, card = ready
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(9, 9, 1_000_000))
    press(qtbot, card.get)  # asked before the disk was full
    dialog = page.bundles.question
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state_of(work, card) is State.FAILED, timeout=PATIENCE)
    assert card.transfer.what.text().startswith("Disk full")
    assert shop.site.asked == []
    with qtbot.waitSignal(work.estimates.changed, timeout=PATIENCE):
        work.estimates.look(work.known)
    page.bundles.ask(shop.words)
    asked = page.bundles.question
    assert asked is not None
    assert asked is not dialog
    words = [label.text() for label in asked.findChildren(type(card.title))]
    assert any("but only 1 MB free" in text for text in words)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert asked.isVisible()
    asked.reject()

    monkeypatch.undo()
    press(qtbot, card.transfer.resume)


@pytest.mark.parametrize("discard", [False, True])
def test_cancelled_bytes_are_kept_or_deleted_as_was_said(
    qtbot: QtBot, shop: Shop, ready: Ready, own_folders: Path, discard: bool
) -> None:
    work, page, card = ready
    begin_slowly(qtbot, shop, ready)
    press(qtbot, card.transfer.drop)
    question = page.bundles.question
    assert isinstance(question, QMessageBox)
    words = "Cancel and delete it" if discard else "Cancel and keep it"
    [button] = [one for one in question.buttons() if one.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert state_of(work, card) is None
    qtbot.waitUntil(card.get.isVisible, timeout=PATIENCE)
    models = own_folders / "models"

    def settled() -> bool:
        kept = [path for path in models.rglob("*") if path.is_file() and path.suffix != ".lock"]
        return work.installations._tasks.busy is False and bool(kept) is not discard

    qtbot.waitUntil(settled, timeout=PATIENCE)
    assert not list((own_folders / "packs").glob("*"))
    shop.site.delay = 0
    agree(qtbot, page, card)
    finish(qtbot, card)


def test_two_wait_in_line(qtbot: QtBot, shop: Shop, ready: Ready) -> None:
    _, page, card = ready
    begin_slowly(qtbot, shop, ready)
    other = page.bundles.cards["words-tiny"]
    agree(qtbot, page, other)
    qtbot.waitUntil(lambda: other.pill.text() == "Waiting", timeout=PATIENCE)
    assert not other.transfer.bar.isVisible()
    shop.site.delay = 0
    finish(qtbot, card)
    finish(qtbot, other)


def test_what_the_next_in_line_needs_is_not_deleted(
    qtbot: QtBot, shop: Shop, ready: Ready, own_folders: Path
) -> None:
    work, page, _ = ready
    begin_slowly(qtbot, shop, ready)
    other = page.bundles.cards["words-tiny"]
    agree(qtbot, page, other)
    qtbot.waitUntil(lambda: other.pill.text() == "Waiting", timeout=PATIENCE)
    models = own_folders / "models"
    there = {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in models.glob(f"{BASE.replace('/', '--')}@*/**/*")
        if path.is_file() and path.suffix not in (".lock", ".part", ".journal")
    }
    assert there
    work.installations.cancel(shop.whole, discard=True)
    shop.site.delay = 0
    finish(qtbot, other)
    for path, before in there.items():
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


def test_what_was_interrupted_is_offered_and_does_not_begin_by_itself(
    qtbot: QtBot, shop: Shop, ready: Ready, open_page: OpenPage
) -> None:
    _, page, _ = ready
    begin_slowly(qtbot, shop, ready)
    page.window().close()
    shop.site.asked.clear()
    shop.site.delay, shop.site.sent = 0, 0

    window, page = open_page()
    card = show_bundle(qtbot, page, "instantid-tiny")
    qtbot.waitUntil(lambda: card.pill.text() == "Interrupted", timeout=PATIENCE)
    assert "What has arrived is kept" in card.transfer.waiting.text()
    assert shop.site.asked == []
    press(qtbot, card.transfer.resume)
    finish(qtbot, card)
    assert shop.site.sent < shop.whole.bytes
    assert window.pages.models.work.installations.all == ()


def test_files_say_where_they_come_from_and_how_far_they_are(
    qtbot: QtBot, shop: Shop, ready: Ready
) -> None:
    _, _, card = ready
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert card.files is not None
    model = card.files.files
    rows = range(model.rowCount())
    names = [model.index(row, 0).data() for row in rows]
    assert names == [item.path for item in shop.whole.items]
    row = names.index("ip-adapter.bin")
    tip = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    for fact in (ID, shop.whole.items[row].sha256, shop.whole.items[row].commit):
        assert fact is not None
        assert fact in tip
    assert {model.index(row, 2).data() for row in rows} == {"to fetch"}
    begin_slowly(qtbot, shop, ready)
    states = [model.index(row, 2).data() for row in rows]
    assert states[0] == "there"
    assert states[-1] == "to fetch"
    assert any(state.endswith("%") for state in states)
