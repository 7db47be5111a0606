"""What panel and canvas share of a pose: points and where they come from, regions, drafts."""

from PySide6.QtCore import QObject, QSettings

from core.packs.manifest import Manifest
from gui.draft import Draft
from gui.panels.sources import Sources
from gui.pose.live import Live
from gui.pose.points import FacePoints
from gui.pose.poses import Poses
from gui.pose.region import Regions
from gui.pose.taking import PhotoPose
from gui.worker import Worker


class Posing(QObject):
    """Of one window."""

    def __init__(
        self,
        draft: Draft,
        sources: Sources,
        worker: Worker,
        manifest: Manifest,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.points = FacePoints(draft, sources, self)
        self.regions = Regions(draft, sources, self.points, self)
        self.photo = PhotoPose(draft, sources, self)
        self.poses = Poses(settings, self)
        self.live = Live(draft, worker, manifest, self)
