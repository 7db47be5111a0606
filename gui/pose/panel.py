"""How the head is held: as in the person's first photo, or as in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.packs.manifest import Manifest
from gui.calls import Call
from gui.draft import Draft
from gui.language import in_language, on_language, said
from gui.panels.abilities import no_person
from gui.panels.drops import DropButton, Source, carries_image, source_of
from gui.panels.photo_view import PhotoView
from gui.panels.photo_words import judge
from gui.panels.section import Section
from gui.panels.sources import Photo, Sources
from gui.pose.posing import Posing
from gui.pose.region_tools import RegionTools
from gui.pose.tools import PoseTools
from gui.roles import restyle
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.pose.which_face import WhichFace


class PosePanel(Section):
    """Edits the pose of the draft's current identity: another photo, or the points themselves."""

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        posing: Posing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("PosePanel", "Pose"), "pose", theme, parent
        )
        self._draft = draft
        self._sources = sources
        self._posing, self._photo = posing, posing.photo
        self._manifest = manifest
        self.setAcceptDrops(True)
        self.view = PhotoView(theme, 66)
        self.origin = QLabel()
        self.origin.setTextFormat(Qt.TextFormat.PlainText)  # names of files are not ours
        self.origin.setProperty("role", "strong")
        self.origin.setWordWrap(True)
        self.note = QLabel()
        self.note.setWordWrap(True)
        said(self.note, name=lambda: self.tr("What is seen in the photo of the pose"))
        self.choose = DropButton()
        said(
            self.choose,
            text=lambda: self.tr("Another photo…"),
            name=lambda: self.tr("Choose a photo of the pose"),
        )
        self.choose.setProperty("role", "inline")
        self.back = QPushButton()
        self.back.setProperty("role", "inline")
        said(
            self.back,
            text=lambda: self.tr("Fit to the detected face"),
            tip=lambda: self.tr(
                "Let the face stand where it was found in the person's first photo"
            ),
        )
        self.tools = PoseTools(posing.points, posing.poses, theme)
        self.region = RegionTools(posing.regions, posing.points, theme)
        self._lay_out()
        self.choose.given.connect(lambda given: self.take(*given[0]))
        self.back.clicked.connect(self._fit)
        self._photo.several.connect(self.ask_which)
        self._photo.changed.connect(self._show_photo)
        draft.changed.connect(self._show)
        draft.turned.connect(self._show)
        sources.changed.connect(self._photo_changed)
        on_language(self, self._tell)
        self._tell()

    def take(self, name: str, source: Source) -> None:
        """Hold the head as in an image, once its face is found; see `PhotoPose`."""
        if self.choose.isEnabled():
            self._photo.take(name, source)

    def ask_which(self, photo: Photo) -> WhichFace:
        """Ask whose pose is meant, of a photo of several people."""
        from gui.pose.which_face import WhichFace

        dialog = WhichFace(photo, self.window())
        Call(dialog.chosen, dialog, self._photo.use, photo, takes=1)
        dialog.open()
        return dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.choose.isEnabled() and carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (found := source_of(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.take(*found)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.origin)
        words.addWidget(self.note)
        for link in (self.choose, self.back):
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.view)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.tools)
        self.body.addWidget(self.region)

    def _fit(self) -> None:
        if self.back.hasFocus():  # it is about to be disabled
            self.choose.setFocus()
        self._posing.points.fit()

    def _tell(self) -> None:
        self._show()

    def _show(self) -> None:
        identity = self._draft.identity
        own = identity is not None and (identity.pose or identity.landmarks) is not None
        self.back.setEnabled(own)
        reason = in_language(no_person(self._manifest))
        self.choose.setEnabled(identity is not None and not reason)
        reason = reason or self.tr("Choose a person first.")
        usual = self.tr("A photo, of anybody, whose head is held as it should be in the picture.")
        self.choose.setToolTip(usual if self.choose.isEnabled() else reason)
        self.choose.setAccessibleDescription(self.choose.toolTip())
        if identity is None:
            self.origin.setText(self.tr("No person yet"))
        elif identity.landmarks is not None:
            self.origin.setText(self.tr("Landmarks set by hand"))
        elif identity.pose is not None:
            name = self._photo.name_of(identity.pose) or self.tr("another photo")
            self.origin.setText(self.tr("As in {0}").format(name))
        else:
            self.origin.setText(self.tr("As in the first photo"))
        if (key := self._key()) is not None:
            self._sources.fetch(key, with_faces=True)
        self._show_photo()

    def _key(self) -> str | None:
        """The photo that gives the pose; None where there is none, or landmarks do."""
        identity = self._draft.identity
        if identity is None or identity.landmarks is not None:
            return None
        return identity.pose or identity.references[0]

    def _photo_changed(self, key: str) -> None:
        if key == self._key():
            self._show_photo()

    def _show_photo(self) -> None:
        key = self._key()
        photo = self._sources.photo(key) if key is not None else None
        self.view.show_photo(photo, "pencil" if self._posing.points.by_hand else "")
        verdict = judge(photo)
        # A turned head is what the pose is for, and the first photo is judged by its own tile.
        other = self._draft.identity is not None and self._draft.identity.pose is not None
        bad = photo is not None and photo.faces is not None and len(photo.faces) != 1
        words, role = (verdict.sentence if other and (bad or photo is None) else ""), verdict.role
        if self._photo.looking:
            words, role = self.tr("Looking for a face…"), "small"
        self.note.setText(words)
        self.note.setVisible(bool(words))
        restyle(self.note, role)
