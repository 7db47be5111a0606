"""What may change of the start image, from the panel: brush, ready masks, a file, inverted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from gui.calls import Call
from gui.language import said
from gui.panels.drops import file_source, kinds_of_images
from gui.pose.mask_tools import MaskTools
from gui.pose.points import FacePoints
from gui.retouch.mask import PartMask
from gui.theme import Theme


class PartTools(MaskTools):
    """Folded away until it is asked for."""

    def __init__(self, mask: PartMask, points: FacePoints, theme: Theme) -> None:
        self._mask = mask
        self.invert, self.load = QToolButton(), QToolButton()
        for button in (self.invert, self.load):
            button.setProperty("role", "choice")
        super().__init__(
            mask,
            points,
            theme,
            lambda: self.tr("Only a part"),
            "start_mask",
            (lambda: self.tr("Remove"), lambda: self.tr("Remove the mask (Delete)")),
        )

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (*super().controls, self.invert, self.load)

    def _rows(self) -> tuple[tuple[QWidget, ...], ...]:
        brush, make, grow = super()._rows()
        return brush, make, (*grow, self.invert, self.load)

    def _paint_words(self) -> str:
        return self.tr("Paint what may change")

    def _connect(self) -> None:
        said(
            self.invert,
            text=lambda: self.tr("Invert"),
            tip=lambda: self.tr("Let change what stays, and keep what changes (I)"),
        )
        said(
            self.load,
            text=lambda: self.tr("Import…"),
            tip=lambda: self.tr("Take a mask from a file: white may change."),
        )
        Call(self.invert.clicked, self, self._mask.invert)
        Call(self.load.clicked, self, self._choose)
        super()._connect()

    def _make_menu(self) -> None:
        super()._make_menu()
        self.from_rest = self.make.menu().addAction("")
        Call(self.from_rest.triggered, self.from_rest, self._mask.all_but_face)

    def _choose(self) -> None:
        question = self.tr("Choose a mask")
        if path := QFileDialog.getOpenFileName(self, question, "", kinds_of_images())[0]:
            self._mask.take(file_source(Path(path))[1])

    def _tell(self) -> None:
        super()._tell()
        there, found = self._mask.possible, self._mask.face() is not None
        self.from_face.setEnabled(found)
        self.from_rest.setEnabled(found)
        self.from_rest.setText(self.tr("All but the face"))
        self.invert.setEnabled(self._mask.is_painted())
        self.load.setEnabled(there)

    def _explanation(self) -> str:
        return self.tr(
            "Drag to paint what may change, [ and ] change the brush, B and E choose brush or "
            "eraser.\nArrows move the brush, Space dabs with it, I inverts, Delete removes.\n"
            "Outside of it every pixel stays as it is."
        )

    def _state(self) -> str:
        if not self._mask.is_painted():
            return self.tr("Nothing is marked: the whole picture changes.")
        share = self._mask.share()
        if share is None:
            return self.tr("Only what is marked changes.")
        return self.tr("Only what is marked changes: {0} % of the picture.").format(
            max(1, round(100 * share))
        )
