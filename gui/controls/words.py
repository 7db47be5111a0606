"""What ControlNets read, told plainly."""

from PySide6.QtCore import QCoreApplication

from core.controls.kinds import PREPROCESSORS
from core.packs.manifest import Reads
from core.recipe_control import Control

translate = QCoreApplication.translate


def explained(kind: Reads) -> str:
    """What a ControlNet takes from its picture, in the language of today."""
    return {
        "canny": translate("Controls", "It follows edges, which are found in any picture."),
        "landmarks": translate("Controls", "It follows the five landmarks of each face."),
        "depth": translate(
            "Controls", "It follows depth: near is bright, far is dark. Give it a ready picture."
        ),
        "pose": translate(
            "Controls", "It follows a skeleton as OpenPose draws it. Give it a ready picture."
        ),
        "other": translate(
            "Controls", "Its maker says what picture it reads. Give it a ready one."
        ),
    }[kind]


def mismatch(kind: Reads, control: Control) -> str:
    """Why a ControlNet can't make much of its picture; empty if nothing speaks against it."""
    if control.made is None or kind == "other" or PREPROCESSORS.get(kind) == control.made.by:
        return ""
    return {
        "canny": translate("Controls", "This ControlNet follows edges."),
        "landmarks": translate("Controls", "This ControlNet follows the landmarks of faces."),
        "depth": translate("Controls", "This ControlNet follows depth: give it a ready picture."),
        "pose": translate("Controls", "This ControlNet follows a skeleton: give it a ready one."),
    }[kind]
