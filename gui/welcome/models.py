"""Third page: what draws, now and later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from core.packs import Manifest
from gui.language import Text, in_language, listed, said
from gui.status import spoken_size
from gui.theme import Theme
from gui.welcome.page import Card, Line, Page


class ModelsPage(Page):
    """The pack that came along, and the way to the official ones."""

    wanted = Signal()  # to see what else there is

    def __init__(self, manifest: Manifest, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("Models"),
            lambda: self.tr("Pictures are drawn by a pack of models. One came along."),
        )
        self._manifest, self._theme = manifest, theme
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._make_ours(), 1)
        row.addWidget(self._make_official(), 1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _make_ours(self) -> Card:
        pack = self._manifest
        card = Card()
        card.column.addLayout(
            _head(lambda: in_language(pack.title), lambda: self.tr("Ready to draw"), "pill")
        )
        card.column.addWidget(_words(lambda: in_language(pack.description)))
        for sign, text in (
            ("box", self._size),
            ("person", self._abilities),
            ("licence", self._licences),
        ):
            line = Line(sign, self._theme)
            line.words.setTextFormat(Qt.TextFormat.PlainText)  # a pack may bring any words along
            said(line.words, text=text)
            card.column.addWidget(line)
        card.column.addStretch(1)
        return card

    def _make_official(self) -> Card:
        card = Card()
        card.column.addLayout(
            _head(lambda: self.tr("Official models"), lambda: self.tr("When you want"), "count")
        )
        card.column.addWidget(
            _words(
                lambda: self.tr(
                    "SDXL with the official InstantID and IP-Adapter draws larger pictures, and "
                    "knows people in photos. It can be downloaded, and models of other programs "
                    "on this computer are used where they are."
                )
            )
        )
        line = Line("licence", self._theme)
        said(
            line.words,
            text=lambda: self.tr(
                "They bring terms of their own: the face models that the official InstantID needs "
                "are for non-commercial research only."
            ),
        )
        card.column.addWidget(line)
        card.column.addStretch(1)
        self.show_models = QPushButton()
        said(
            self.show_models,
            text=lambda: self.tr("Show the models…"),
            tip=lambda: self.tr("Leaves the welcome. Nothing is fetched before you say so."),
        )
        self.show_models.setAutoDefault(False)
        self.show_models.clicked.connect(self.wanted)
        card.column.addWidget(self.show_models, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _size(self) -> str:
        pack = self._manifest
        size = spoken_size(sum(file.size for file in pack.files.values()))
        pixels = self.tr("pictures of {0} × {1} pixels")
        return listed((size, pixels.format(pack.defaults.width, pack.defaults.height)))

    def _abilities(self) -> str:
        pack = self._manifest
        found: list[str] = []
        if pack.instantid is not None and pack.faces is not None:
            found.append(self.tr("likeness to a person (InstantID)"))
        if any(adapter.encoder is not None for adapter in pack.adapters):
            found.append(self.tr("image prompts (IP-Adapter)"))
        if pack.draft is not None:
            found.append(self.tr("drafts in {0} steps").format(pack.draft.steps))
        return self.tr("It can: {0}").format(listed(found)) if found else self.tr("Words only")

    def _licences(self) -> str:
        terms = self.tr("{0}: {1}")
        return "\n".join(
            terms.format(licence.name, in_language(licence.covers))
            for licence in self._manifest.licences
        )


def _head(title: Text, state: Text, role: str) -> QHBoxLayout:
    """What it is called, and how it stands."""
    label, pill = QLabel(), QLabel()
    label.setProperty("role", "title")
    label.setTextFormat(Qt.TextFormat.PlainText)
    pill.setProperty("role", role)
    said(label, text=title)
    said(pill, text=state)
    row = QHBoxLayout()
    row.addWidget(label, 1)
    row.addWidget(pill)
    return row


def _words(text: Text) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    said(label, text=text)
    return label
