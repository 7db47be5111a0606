"""All that is known about the chosen picture, and what to do with it."""

from typing import get_args

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.library import PictureRow
from core.library.pictures import MAX_TITLE
from core.recipe import Recipe
from core.reuse import Part
from gui.alike import help_words, parsed, sentence_words
from gui.commands import Commands
from gui.gallery.actions import HANDLING, GalleryActions
from gui.gallery.delegate import STARS
from gui.gallery.recipe_text import recipe_rows
from gui.gallery.stars import StarBar
from gui.icons import icon
from gui.language import Text, as_tip, escaped, in_language, on_language, said
from gui.theme import Theme

_BUTTON = 30


class Details(QFrame):
    """Shows one picture's row and recipe; its buttons are the gallery's commands."""

    titled = Signal(object, str)  # PictureRow, its new title
    rated = Signal(int)

    def __init__(
        self,
        theme: Theme,
        actions: GalleryActions,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._commands = commands
        self._row: PictureRow | None = None
        self._recipe: Recipe | None = None
        self._trouble = ""
        self._signs: list[tuple[QToolButton | QPushButton, str]] = []
        self.setProperty("role", "card")
        said(self, name=lambda: self.tr("Details of the picture"))
        on_language(self, self._show_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._make_title())
        layout.addLayout(self._make_rating())
        layout.addLayout(self._make_buttons())
        layout.addWidget(self._make_text(), 1)
        theme.changed.connect(self._paint_icons)
        theme.changed.connect(self._show_text)
        self._paint_icons()
        self.show_picture(None, None)

    def show_picture(self, row: PictureRow | None, recipe: Recipe | None, why: str = "") -> None:
        """Show a picture; `why` says why there is no recipe. None: nothing is chosen."""
        self._row, self._recipe, self._trouble = row, recipe, why
        self.setEnabled(row is not None)
        self.title.setText(row.title if row else "")
        self._show_rating(row)
        self._show_text()

    def update_row(self, row: PictureRow) -> None:
        """Show what changed in the row of the same picture."""
        self._row = row
        if not self.title.hasFocus():
            self.title.setText(row.title)
        self._show_rating(row)

    def focus_order(self) -> tuple[QWidget, ...]:
        rating, buttons = (self.stars, self.pick, self.reject), (self.only, self.vary, self.more)
        return self.title, *rating, self.use, *buttons, self.text

    def edit_title(self) -> None:
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.title.selectAll()

    def _make_title(self) -> QLineEdit:
        self.title = QLineEdit()
        self.title.setMaxLength(MAX_TITLE)
        said(
            self.title,
            placeholder=lambda: self.tr("Add a title"),
            name=lambda: self.tr("Title of the picture"),
        )
        about = lambda: self.tr("A name for this picture, found by the search")
        self._commands.explain(self.title, "gallery.rename", about)
        self.title.editingFinished.connect(self._titled)
        return self.title

    def _make_rating(self) -> QHBoxLayout:
        self.stars = StarBar(self._theme)
        said(self.stars, name=lambda: self.tr("Stars"))
        keys = lambda: self.tr("Stars (keys {0} to {5})")
        names = [f"gallery.star.{number}" for number in range(STARS + 1)]
        self._commands.explain(self.stars, names[0], keys, *names[1:])
        self.stars.valueChanged.connect(self._rated)
        self.pick = self._button("flag", lambda: self.tr("Pick"), "gallery.pick")
        self.reject = self._button("reject", lambda: self.tr("Reject"), "gallery.reject")
        self.pick.setCheckable(True)
        self.reject.setCheckable(True)
        self.pick.clicked.connect(self._flagged)
        self.reject.clicked.connect(self._flagged)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.stars)
        row.addStretch()
        row.addWidget(self.pick)
        row.addWidget(self.reject)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        act = self._actions.all
        self.use = QPushButton()
        said(self.use, text=lambda: self.tr("Use everything"))
        about = lambda: self.tr("Load the whole recipe into the panels")
        self._commands.explain(self.use, "gallery.use.all", about)
        self.use.clicked.connect(act["use.all"].trigger)
        self.only = self._button("recall", lambda: self.tr("Use only a part"))
        menu = QMenu(self.only)
        for part in get_args(Part):
            menu.addAction(act[f"use.{part}"])
        self._with_menu(self.only, menu)
        self.vary = self._button(
            "dice",
            lambda: self.tr("Vary: draw it again with another seed, at once"),
            "gallery.vary",
        )
        self.vary.clicked.connect(act["vary"].trigger)
        self.more = self._button("more", lambda: self.tr("Copy, folder, export, rename, delete"))
        rest = QMenu(self.more)
        for name in (*HANDLING, "rename", "delete"):
            rest.addAction(act[name])
        self._with_menu(self.more, rest)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.use, 1)
        for button in (self.only, self.vary, self.more):
            row.addWidget(button)
        return row

    def _make_text(self) -> QScrollArea:
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        said(self.text, name=lambda: self.tr("Facts and recipe"))
        flag = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            flag.TextSelectableByMouse | flag.TextSelectableByKeyboard
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its text takes the keys
        area.setWidget(self.text)
        return area

    def _button(self, sign: str, name: Text, command: str = "") -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(18, 18))
        said(button, name=name, tip=name)
        if command:
            self._commands.explain(button, command, name)
        self._signs.append((button, sign))
        return button

    def _with_menu(self, button: QToolButton, menu: QMenu) -> None:
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _show_rating(self, row: PictureRow | None) -> None:
        self.stars.blockSignals(True)  # this shows, it does not rate
        self.stars.setValue(row.stars if row else 0)
        self.stars.blockSignals(False)
        self.stars.update()
        self.pick.setChecked(row is not None and row.flag == "picked")
        self.reject.setChecked(row is not None and row.flag == "rejected")

    def _titled(self) -> None:
        if self._row is not None:
            self.titled.emit(self._row, self.title.text())

    def _rated(self, stars: int) -> None:
        self.rated.emit(stars)

    def _flagged(self) -> None:
        """One of both buttons was pressed; who is pressed again lets go."""
        pressed = self.pick if self.sender() is self.pick else self.reject
        name = "pick" if pressed is self.pick else "reject"
        self._actions.all[name if pressed.isChecked() else "unflag"].trigger()

    def _paint_icons(self) -> None:
        color = self._theme.color
        for button, sign in self._signs:
            button.setIcon(icon(sign, color("text"), color("strong")))

    def _show_text(self) -> None:
        self.text.setText(self._html())
        row = self._row
        known = row is not None and bool(row.people or row.likeness)
        tip = help_words(parsed(row.people), row.likeness) if row and known else ""
        self.text.setToolTip(as_tip(tip))

    def _html(self) -> str:
        if self._row is None:
            return escaped(self.tr("Choose a picture to see how it was drawn."))
        muted = self._theme.colors.muted
        rows = [("", self._facts(self._row))]
        if words := self._likeness(self._row):
            rows.append((self.tr("Likeness"), words))
        if self._trouble:
            rows.append((self.tr("Trouble"), in_language(self._trouble)))
        if self._recipe is not None:
            rows += recipe_rows(self._recipe)
        return "".join(_paragraph(title, words, muted) for title, words in rows)

    def _facts(self, row: PictureRow) -> str:
        """What is known of the picture besides its recipe, in a line."""
        made = QDateTime.fromString(row.created, Qt.DateFormat.ISODate).toLocalTime()
        facts = [
            f"{row.width} × {row.height}",
            self.tr("drawn in {0} s").format(f"{row.seconds:.1f}") if row.seconds else "",
            QLocale().toString(made, QLocale.FormatType.ShortFormat),
        ]
        return " · ".join(filter(None, facts))

    def _likeness(self, row: PictureRow) -> str:
        """How alike its people are; empty where nobody was meant."""
        people = parsed(row.people)
        if people or row.likeness is not None:
            return sentence_words(people, row.likeness)
        return self.tr("not known") if row.mechanism in ("instantid", "both") else ""


def _paragraph(title: str, words: str, muted: str) -> str:
    """A title above its words; whatever they are, they are shown as they are."""
    shown = escaped(words).replace("\n", "<br>")
    head = f'<span style="color: {muted}">{escaped(title)}</span><br>' if title else ""
    return f'<p style="margin: 0 0 8px 0">{head}{shown}</p>'
