"""The one place that imports OpenCV; everybody else writes `from core.opencv import cv2`.

The wheel of OpenCV points Qt at plugins and fonts of its own through the environment. Child
processes and PySide6 would inherit that and report missing libraries of the wrong Qt, so both
variables are taken out again. Images are never read or written through cv2: see core.imaging.

How it opens cameras is settled before it is loaded: on Windows without the hardware transforms that
delay the start by many seconds, on macOS without asking for permission, which only works in the
main thread (the system asks by itself when the camera is opened).
"""

import os

os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")
os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")  # a busy camera is told in the window

import cv2

for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)

__all__ = ["cv2"]
