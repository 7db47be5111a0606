"""The style sheet: an 8 px grid, three sizes of type, rounded cards, one accent.

Widgets name their part with the property `role`; `$names` are those of gui.theme.Colors.
"""

STYLE_SHEET = """
* { font-size: 13px; outline: none; }
QMainWindow, QWidget#page { background: $window; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 6px 8px; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 12px; }
QFrame[role="footer"] { background: $window; border-top: 1px solid $border; }
QFrame[role="side"] { background: $window; border-left: 1px solid $border; }
QFrame[role="notice"] { background: $warn_soft; border: 1px solid $warn; border-radius: 12px; }
QFrame[role="notice"] QLabel { color: $text; }

QLabel { background: transparent; color: $text; }
QLabel[role="title"] { font-size: 14px; font-weight: 600; }
QLabel[role="display"] { font-size: 20px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 12px; }
QLabel[role="good"] { color: $good; font-size: 12px; }
QLabel[role="warn"] { color: $warn; font-size: 12px; }
QLabel[role="caution"] { color: $warn; }
QLabel[role="pill"] {
    background: $good_soft; color: $good; border-radius: 12px; padding: 4px 12px; font-weight: 600;
}
QLabel[role="pill-warn"] {
    background: $warn_soft; color: $warn; border-radius: 12px; padding: 4px 12px; font-weight: 600;
}
QLabel:disabled { color: $faint; }

QPlainTextEdit, QDoubleSpinBox, QSpinBox {
    background: $field; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 6px 8px; selection-background-color: $accent; selection-color: $accent_text;
    placeholder-text-color: $muted;
}
QDoubleSpinBox, QSpinBox { padding: 3px 8px; min-height: 20px; }
QPlainTextEdit:hover, QDoubleSpinBox:hover, QSpinBox:hover { border-color: $strong; }
QPlainTextEdit:focus, QDoubleSpinBox:focus, QSpinBox:focus { border: 1px solid $accent_line; }
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }
QDoubleSpinBox:disabled, QSpinBox:disabled { color: $faint; }

QLineEdit, QComboBox {
    background: $field; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 4px 8px; min-height: 24px; placeholder-text-color: $muted;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit[role="name"] {
    background: transparent; border-color: transparent; font-size: 20px; font-weight: 600;
    padding: 4px 8px 4px 0;
}
QLineEdit[role="name"]:hover, QLineEdit[role="name"]:focus { padding-left: 8px; }
QLineEdit:hover, QComboBox:hover { border-color: $strong; }
QLineEdit:focus, QComboBox:focus { border: 1px solid $accent_line; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $border;
    selection-background-color: $accent_soft; selection-color: $text;
}
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 6px 12px;
}
QPushButton:hover, QToolButton:hover { border-color: $strong; }
QPushButton:pressed, QToolButton:pressed { background: $field; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent_line; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QToolButton[role="icon"] { padding: 0; background: $field; }
QToolButton[role="icon"]::menu-indicator, QToolButton[role="quiet"]::menu-indicator { image: none; }
QToolButton[role="icon"]:checked { background: $accent_soft; border-color: $accent_line; }
QToolButton[role="icon"]:checked:focus { border: 2px solid $text; }
QToolButton[role="sample"] { padding: 0; background: transparent; border: 2px solid transparent; }
QToolButton[role="sample"]:hover { border-color: $border; }
QToolButton[role="sample"]:checked { border-color: $accent; }
QToolButton[role="sample"]:focus { border-color: $text; }
QToolButton[role="cell"] { padding: 0; background: transparent; border: 2px solid transparent; }
QToolButton[role="cell"]:hover { border-color: $border; }
QToolButton[role="cell"]:focus { border-color: $text; }
QToolButton[role="cell"]:disabled { background: $sunken; color: $muted; }
QToolButton[role="quiet"], QPushButton[role="quiet"] {
    padding: 0; background: transparent; border: 1px solid transparent;
}
QToolButton[role="quiet"]:hover, QPushButton[role="quiet"]:hover { background: $field; }
QToolButton[role="quiet"]:focus, QPushButton[role="quiet"]:focus { border-color: $accent_line; }
QPushButton[role="primary"] {
    background: $accent; color: $accent_text; border: 2px solid $accent; border-radius: 10px;
    font-size: 14px; font-weight: 600; min-height: 32px; padding: 5px 11px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $border; color: $muted; border-color: $border; }
QPushButton[role="cancel"] {
    background: $surface; color: $text; border: 2px solid $strong; border-radius: 10px;
    font-size: 14px; font-weight: 600; min-height: 32px; padding: 5px 11px;
}
QPushButton[role="cancel"]:focus { border: 2px solid $accent_line; }
QPushButton[role="drop"] {
    background: $field; color: $muted; border: 1px dashed $strong; border-radius: 10px;
    padding: 12px; text-align: center;
}
QPushButton[role="drop"]:hover, QPushButton[role="drop"]:focus {
    color: $text; border-color: $accent_line; background: $accent_soft;
}
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; padding: 4px 8px;
    color: $accent_line;
}
QPushButton[role="link"]:hover { background: $accent_soft; }
QPushButton[role="link"]:focus { border-color: $accent_line; }

QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent_line; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: $surface; border: 1px solid $muted;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {
    border: 2px solid $accent_line; width: 12px; height: 12px;
}
QSlider::sub-page:horizontal:disabled { background: $strong; }
QSlider::handle:horizontal:disabled { background: $field; border-color: $border; }

QProgressBar {
    background: $border; border: none; border-radius: 2px; max-height: 4px; min-height: 4px;
}
QProgressBar::chunk { background: $accent_line; border-radius: 2px; }

QFrame[role="queue"], QFrame[role="bar"] { background: $window; border-top: 1px solid $border; }
QLabel[role="count"] {
    background: $sunken; color: $muted; border-radius: 11px; padding: 3px 10px; font-size: 12px;
}
QToolButton[role="tool"] { padding: 4px 5px; background: transparent; border-color: transparent; }
QToolButton[role="tool"]:hover { background: $field; border-color: $border; }
QToolButton[role="tool"]:focus { border-color: $accent_line; }
QToolButton[role="picker"] {
    background: transparent; border-color: transparent; padding: 6px 8px 6px 4px;
    font-size: 14px; font-weight: 600; text-align: left;
}
QToolButton[role="picker"]:hover { background: $field; border-color: $border; }
QToolButton[role="picker"]:focus { border-color: $accent_line; }
QFrame[role="popup"] { background: $surface; border: 1px solid $border; }
QTableView {
    background: $surface; border: 1px solid $border; border-radius: 8px; color: $text;
    selection-background-color: $accent_soft; selection-color: $text;
}
QTableView:focus { border-color: $accent_line; }
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 6px 8px 6px 11px; font-size: 12px;
}
QHeaderView::section:first { border-top-left-radius: 7px; }
QHeaderView::section:last { border-top-right-radius: 7px; }

QTableView QTableCornerButton::section {
    background: $surface; border: none; border-bottom: 1px solid $border;
    border-top-left-radius: 7px;
}

QListView { background: transparent; border: none; }
QListWidget[role="people"]:focus { border: none; }
QListWidget[role="people"]::item { padding: 6px; border-radius: 8px; color: $text; }
QListWidget[role="people"]::item:selected { background: $accent_soft; color: $text; }
QListWidget[role="people"]::item:focus { border: 1px solid $accent_line; }
QSplitter::handle { background: transparent; }
QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: 12px; }
QPushButton[role="status"] {
    background: transparent; border: 1px solid transparent; padding: 1px 4px; color: $muted;
    font-size: 12px; border-radius: 6px;
}
QPushButton[role="status"]:hover { background: $field; color: $text; }
QPushButton[role="status"]:focus { border-color: $accent_line; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $border; border-radius: 3px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: $border; border-radius: 3px; min-width: 32px; }
QScrollBar::handle:hover { background: $strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolButton[role="fold"], QToolButton[role="subfold"] {
    background: transparent; border: 1px solid transparent; padding: 4px 0; text-align: left;
    font-size: 14px; font-weight: 600;
}
QToolButton[role="subfold"] { font-size: 13px; color: $muted; }
QToolButton[role="fold"]:focus, QToolButton[role="subfold"]:focus { border-color: $accent_line; }
QToolButton[role="choice"] { padding: 4px 6px; background: $field; font-size: 12px; }
QToolButton[role="choice"][popupMode="2"] { padding-right: 20px; }
QToolButton[role="choice"]::menu-indicator {
    image: url("$arrow"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 5px;
}
QToolButton[role="choice"]:checked { background: $accent_soft; border-color: $accent_line; }
QToolButton[role="choice"]:checked:focus { border-color: $text; }
QPushButton[role="inline"] {
    background: transparent; border: 1px solid transparent; padding: 2px 0; color: $accent_line;
}
QPushButton[role="inline"]:hover { color: $accent_hover; }
QPushButton[role="inline"]:focus { border-color: $accent_line; }
QPushButton[role="inline"]:disabled { color: $faint; }
QToolButton[role="corner"] {
    padding: 0; background: $surface; border: 1px solid $border; border-radius: 9px;
}
QToolButton[role="corner"]:hover { border-color: $strong; }
QPushButton[role="drop"]:disabled { color: $muted; border-color: $border; }
QFrame[role="tray"] { background: $field; border: 1px solid $border; border-radius: 10px; }
QPushButton[role="tile"] {
    background: $field; color: $muted; border: 1px dashed $strong; border-radius: 10px; padding: 0;
}
QPushButton[role="tile"]:hover, QPushButton[role="tile"]:focus {
    border-color: $accent_line; background: $accent_soft;
}
"""
