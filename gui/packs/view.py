"""What the parts of the page of models have in common."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.language import Text, said

_WIDTH = 880  # logical pixels, at most: longer lines are hard to read


class View(QScrollArea):
    """A title, a sentence, and below them `body`, all of which scroll.

    Attributes:
        body: where the content goes, from top to bottom.
    """

    def __init__(self, title: Text, about: Text) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        said(self, name=title)
        heading, sentence = QLabel(), QLabel()
        heading.setProperty("role", "display")
        sentence.setProperty("role", "muted")
        sentence.setWordWrap(True)
        said(heading, text=title)
        said(sentence, text=about)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(sentence)
        column.addSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        column.addStretch(1)
        self._column = column
        self.setWidget(content)

    def fill_height(self) -> None:
        """Give `body` the height that is left, for a list that scrolls by itself."""
        self._column.setStretchFactor(self.body, 1)
        self._column.takeAt(self._column.count() - 1)
