"""Light and dark: palette, colours and style sheet, as the user or the system wants it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from gui.icons import drawn
from gui.style import STYLE_SHEET
from gui.style_frame import FRAME

_FONTS = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")  # where there is no own
_CHINESE = (  # for glyphs that the first font lacks
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC"),
    *("Microsoft YaHei UI", "Microsoft YaHei", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
)


@dataclass(frozen=True)
class Colors:
    """Every colour of the window, as #rrggbb. One accent; the rest is quiet.

    Text is `text`, what explains it `muted`, what can't be used now `faint`; lines are `border`
    and, where they should be seen, `strong`.
    """

    window: str
    surface: str
    sunken: str
    field: str
    border: str
    strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    accent_line: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str


LIGHT = Colors(
    window="#f5f4f1", surface="#ffffff", sunken="#eceae5", field="#f7f6f3", border="#e4e1db",
    strong="#c9c5bd", text="#201f1d", muted="#6a665f", faint="#a39e95", accent="#5a55d2",
    accent_hover="#4a45bf", accent_text="#ffffff", accent_soft="#eeedfb", accent_line="#5a55d2",
    good="#23724a", good_soft="#e3f3ea", warn="#835a0b", warn_soft="#fbf1dc",
)  # fmt: skip
DARK = Colors(
    window="#17171a", surface="#202024", sunken="#101012", field="#29292e", border="#323238",
    strong="#4a4a53", text="#ececf0", muted="#a2a2ad", faint="#6f6f7b", accent="#6560dd",
    accent_hover="#5750cf", accent_text="#ffffff", accent_soft="#2d2b4d", accent_line="#9a96ff",
    good="#7fd3a4", good_soft="#1d3529", warn="#e9c178", warn_soft="#3a301b",
)  # fmt: skip


class Theme(QObject):
    """Dresses the application; `changed` tells painters and icons to take their new colours."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = "system"
        self._sheet = ""  # of the style, in the colours of today
        self._bare = False  # while widgets are built without it
        self.colors = LIGHT
        application.setStyle("Fusion")
        _choose_font(application)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            wishes = hints.accessibility()
            wishes.contrastPreferenceChanged.connect(self._follow)
            if (motion := getattr(wishes, "motionPreferenceChanged", None)) is not None:
                motion.connect(self._calm)  # since Qt 6.12
        self._calm()
        self._follow()

    @property
    def still(self) -> bool:
        """Whether the user asked the system for less motion."""
        wishes = self._wishes("motionPreference")
        return wishes is not None and wishes.name == "ReducedMotion"

    @property
    def strong_contrast(self) -> bool:
        """Whether the user asked the system for more contrast."""
        wishes = self._wishes("contrastPreference")
        return wishes is not None and wishes.name == "HighContrast"

    def choose(self, choice: str) -> None:
        """Be "light" or "dark", or follow the system."""
        self._choice = choice if choice in ("light", "dark") else "system"
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        scheme = schemes.get(self._choice, Qt.ColorScheme.Unknown)
        self._application.styleHints().setColorScheme(scheme)  # title bars and file dialogs, too
        self._follow()

    def wear(self, colors: Colors) -> None:
        """Put on a set of colours."""
        self.colors = colors
        self._application.setPalette(_palette(colors))
        names = {field.name: getattr(colors, field.name) for field in fields(colors)}
        names["arrow"] = drawn("choose", colors.muted)
        names["close"] = drawn("close", colors.muted)
        self._sheet = Template(STYLE_SHEET + FRAME).substitute(names)
        self._dress()
        self.changed.emit()

    @contextlib.contextmanager
    def undressed(self) -> Iterator[None]:
        """Build a window without the style sheet, and put that on all of it at the end.

        Under a style sheet, a widget and all that is in it are dressed anew each time it is given
        to another: a third of the time until the first paint. What measures widgets while they are
        built has to do so again when its style or font changes.
        """
        self._bare = True
        self._dress()
        try:
            yield
        finally:
            self._bare = False
            self._dress()

    def color(self, name: str) -> QColor:
        """The colour of that name in `Colors`."""
        return QColor(getattr(self.colors, name))

    def _follow(self) -> None:
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self._choice != "system":
            dark = self._choice == "dark"
        colors = DARK if dark else LIGHT
        colors = contrasting(colors) if self.strong_contrast else colors
        if colors != self.colors or not self._sheet:
            self.wear(colors)

    def _dress(self) -> None:
        self._application.setStyleSheet("" if self._bare else self._sheet)

    def _calm(self) -> None:
        """Menus, tooltips and combo boxes come without motion where that is wished."""
        for effect in (
            Qt.UIEffect.UI_AnimateMenu,
            Qt.UIEffect.UI_AnimateCombo,
            Qt.UIEffect.UI_AnimateTooltip,
            Qt.UIEffect.UI_FadeMenu,
            Qt.UIEffect.UI_FadeTooltip,
        ):
            if self.still:
                self._application.setEffectEnabled(effect, False)

    def _wishes(self, what: str) -> Enum | None:
        hints = self._application.styleHints()
        wishes = hints.accessibility() if hasattr(hints, "accessibility") else None
        return getattr(wishes, what)() if hasattr(wishes, what) else None


def contrasting(colors: Colors) -> Colors:
    """The same colours for eyes that need more: no grey text, lines that can't be missed."""
    quiet = colors.muted
    return replace(colors, muted=colors.text, faint=quiet, border=quiet, strong=quiet)


def _choose_font(application: QApplication) -> None:
    """Keep the system's font where it is one for screens, else take the best there is."""
    font = QFont(application.font())
    families = set(QFontDatabase.families())
    chosen = [font.family()]
    if application.platformName() in ("xcb", "wayland", "offscreen"):
        chosen = [name for name in _FONTS if name in families] or chosen
    font.setFamilies([*chosen, *(name for name in _CHINESE if name in families)])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)


def _palette(colors: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: colors.window,
        role.WindowText: colors.text,
        role.Base: colors.field,
        role.AlternateBase: colors.surface,
        role.Text: colors.text,
        role.PlaceholderText: colors.muted,
        role.Button: colors.surface,
        role.ButtonText: colors.text,
        role.BrightText: colors.accent_text,
        role.ToolTipBase: colors.surface,
        role.ToolTipText: colors.text,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.accent_text,
        role.Link: colors.accent_line,
        role.Mid: colors.strong,
        role.Midlight: colors.border,
        role.Light: colors.surface,
        role.Dark: colors.strong,
        role.Shadow: colors.sunken,
    }
    for name, value in pairs.items():
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.faint))
    return palette
