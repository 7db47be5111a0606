"""Which camera, how large, mirrored or not: the row above the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from core.camera.devices import NAMES, Backend, Device, backends, devices
from core.camera.sources import SIZES
from gui.background import Background
from gui.capture.choices import Choice, as_text, called, keep, restore
from gui.capture.flow import Flow
from gui.failure import Failure
from gui.forms.controls import CheckBox, QuietCombo
from gui.language import in_language, on_language, said

_VIDEO, _STILLS = "video…", "stills…"  # entries that ask for a path


class Setup(QWidget):
    """Edits the `Choice` and keeps it."""

    known = Signal(object)  # Choice: what it is, now that the system was asked
    chosen = Signal(object)  # Choice: the user means another source
    mirrored = Signal(bool)

    def __init__(self, settings: QSettings, background: Background) -> None:
        super().__init__()
        self._settings, self._background = settings, background
        self._devices: tuple[Device, ...] | None = None  # None: the system was not asked yet
        self.choice = restore(settings)
        self.source, self.sizes, self.backend = QuietCombo(), QuietCombo(), QuietCombo()
        self.mirror, self.status = CheckBox(), QLabel()
        self.status.setProperty("role", "small")
        self.source.setMinimumContentsLength(14)
        self.sizes.setMinimumContentsLength(10)
        for one in SIZES:
            self.sizes.addItem(as_text(one), one)
        for one in backends():
            self.backend.addItem(NAMES[one], one)
        self.backend.setVisible(self.backend.count() > 1)
        said(self.source, name=lambda: self.tr("Camera"))
        said(self.sizes, name=lambda: self.tr("Size of the picture"))
        said(
            self.backend,
            name=lambda: self.tr("How the camera is opened"),
            tip=lambda: self.tr("Where a camera does not open, the other one may."),
        )
        said(
            self.mirror,
            text=lambda: self.tr("Mirror"),
            tip=lambda: self.tr("Show the picture as a mirror does. Photos are never mirrored."),
        )
        said(
            self.status,
            name=lambda: self.tr("Frames a second, and how late they are seen"),
            tip=lambda: self.tr(
                "Frames painted a second, and the time from reading one to painting it with the "
                "faces on it."
            ),
        )
        row = Flow(gap=10)
        self.setLayout(row)
        for widget in (self.source, self.sizes, self.backend, self.mirror, self.status):
            row.addWidget(widget)
        self._fill()
        self.source.activated.connect(self._pick)
        self.sizes.activated.connect(self._resize)
        self.backend.activated.connect(self._open_by)
        self.mirror.toggled.connect(self._turn)
        on_language(self, self._fill)

    def ask_system(self) -> None:
        """Find out which cameras there are; then `known` tells which one is meant."""
        self._background.run(devices, self._know, self._know_nothing)

    def play(self, path: Path) -> None:
        """Show a video file, or the pictures of a folder."""
        kind = "stills" if path.is_dir() else "video"
        self._choose(replace(self.choice, kind=kind, path=str(path)))

    def show_pace(self, rate: float, seconds: float) -> None:
        """How fast and how late frames are painted; nothing where the rate is 0."""
        words = self.tr("{0} frames/s · {1} ms").format(f"{rate:.0f}", f"{1000 * seconds:.0f}")
        self.status.setText(words if rate else "")

    def _know(self, found: Sequence[Device]) -> None:
        """The cameras are known: the one of last time, else the first."""
        self._devices = tuple(found)
        if self.choice.kind == "camera":
            indexes = [device.index for device in found]
            wanted = next(
                (d for d in found if d.name and d.name == self.choice.name),
                found[indexes.index(self.choice.device)]
                if self.choice.device in indexes
                else next(iter(found), None),
            )
            index, name = (wanted.index, wanted.name) if wanted is not None else (None, "")
            self.choice = replace(self.choice, device=index, name=name)
        self._fill()
        self.known.emit(self.choice)

    def _know_nothing(self, failure: Failure) -> None:
        """Where the system can't be asked there are none."""
        self._know(())

    def _fill(self) -> None:
        """The entries, in the language of today, and what is chosen of them."""
        self.source.clear()
        for device in self._devices or ():
            self.source.addItem(in_language(called(device)), device)
        choice = self.choice
        if choice.kind != "camera":
            self.source.addItem(Path(choice.path).name, choice.kind)
            self.source.setCurrentIndex(self.source.count() - 1)
        elif choice.device is None:
            self.source.addItem(self.tr("No camera"), None)
        else:
            found = [n for n, d in enumerate(self._devices or ()) if d.index == choice.device]
            self.source.setCurrentIndex(found[0] if found else 0)
        self.source.insertSeparator(self.source.count())
        self.source.addItem(self.tr("A video file…"), _VIDEO)
        self.source.addItem(self.tr("A folder of pictures…"), _STILLS)
        self.sizes.setCurrentIndex(SIZES.index(choice.size))
        self.sizes.setEnabled(choice.kind == "camera")
        self.backend.setCurrentIndex(max(0, self.backend.findData(choice.backend)))
        self.mirror.setChecked(choice.mirror)

    def _pick(self, index: int) -> None:
        data: object = self.source.itemData(index)
        if isinstance(data, Device):
            changes = {"kind": "camera", "device": data.index, "name": data.name}
            self._choose(replace(self.choice, **changes))
            return
        path = ""
        if data == _VIDEO:
            kinds = self.tr("Videos") + " (*.avi *.mp4 *.mov *.mkv *.webm *.m4v)"
            path, _ = QFileDialog.getOpenFileName(self, self.tr("A video file…"), "", kinds)
        elif data == _STILLS:
            path = QFileDialog.getExistingDirectory(self, self.tr("A folder of pictures…"))
        if path:
            self.play(Path(path))
        else:
            self._fill()

    def _resize(self, index: int) -> None:
        self._choose(replace(self.choice, size=SIZES[index]))

    def _open_by(self, index: int) -> None:
        backend: Backend = self.backend.itemData(index)
        self._choose(replace(self.choice, backend=backend))

    def _turn(self, mirror: bool) -> None:
        if mirror != self.choice.mirror:
            self.choice = replace(self.choice, mirror=mirror)
            keep(self._settings, self.choice)
            self.mirrored.emit(mirror)

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice = choice
            keep(self._settings, choice)
        self._fill()
        self.chosen.emit(choice)
