"""The style sheet of what frames the studio: menus, docks, tabs, dialogs, status bar."""

FRAME = """
QMainWindow::separator { background: $window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: $accent_line; }
QDialog { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QListWidget[role="faces"] { background: transparent; border: none; }
QListWidget[role="faces"]::item {
    border: 2px solid transparent; border-radius: 10px; padding: 4px;
}
QListWidget[role="faces"]::item:selected {
    background: $accent_soft; border-color: $accent_line; color: $text;
}

QMenuBar { background: $window; color: $text; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_soft; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 28px; border-radius: 6px; }
QMenu::item:selected { background: $accent; color: $accent_text; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; }

QFrame[role="dock-title"] { background: $window; border: none; }
QFrame[role="dock-title"] QLabel { color: $muted; font-size: 12px; font-weight: 600; }
QDockWidget > QWidget { background: $window; }

QTabWidget::pane { border: none; }
QTabBar { background: $window; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 8px 14px; border: 1px solid transparent;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent_line; }
QTabBar::close-button { image: url("$close"); subcontrol-position: right; padding: 2px; }
QTabBar::close-button:hover { background: $accent_soft; border-radius: 4px; }
QTabBar::tab:focus { border: 1px solid $accent_line; border-bottom: 2px solid $accent_line; }

QLineEdit, QKeySequenceEdit QLineEdit {
    background: $field; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 5px 8px; min-height: 20px; placeholder-text-color: $muted;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:hover { border-color: $strong; }
QLineEdit:focus { border: 1px solid $accent_line; }
QLineEdit:disabled { color: $faint; }

QComboBox {
    background: $field; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 5px 8px; min-height: 20px;
}
QComboBox:hover { border-color: $strong; }
QComboBox:focus { border: 1px solid $accent_line; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $border;
    selection-background-color: $accent; selection-color: $accent_text;
}

QTreeView {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 10px;
    padding: 4px; selection-background-color: $accent_soft; selection-color: $text;
}
QTreeView:focus { border: 1px solid $accent_line; }
QTreeView::item { padding: 5px 6px; border: none; }
QTreeView::item:selected, QTreeView::branch:selected { background: $accent_soft; color: $text; }

QToolButton[role="option"] {
    background: $surface; border: 2px solid $border; border-radius: 10px; padding: 6px 12px;
}
QToolButton[role="option"]:hover { border-color: $strong; }
QToolButton[role="option"]:checked { background: $accent_soft; border-color: $accent_line; }
QToolButton[role="option"]:focus, QToolButton[role="option"]:checked:focus {
    border-color: $text;
}

QLabel[role="headline"] { font-size: 16px; font-weight: 600; }
QLabel[role="hint"] { color: $muted; }
QStatusBar QToolButton {
    background: transparent; border: 1px solid transparent; padding: 2px 4px; color: $muted;
}
"""
