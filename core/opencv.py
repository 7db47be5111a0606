"""The one place that imports OpenCV; everybody else writes `from core.opencv import cv2`.

The wheel of OpenCV points Qt at plugins and fonts of its own through the environment. Child
processes and PySide6 would inherit that and report missing libraries of the wrong Qt, so both
variables are taken out again. Images are never read or written through cv2: see core.imaging.
"""

import os

import cv2

for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)

__all__ = ["cv2"]
