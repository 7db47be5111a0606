"""Where the current person acts, from the panel: the brush, whole regions, and back to none."""

from __future__ import annotations

from gui.pose.mask_tools import MaskTools
from gui.pose.points import FacePoints
from gui.pose.region import Regions
from gui.theme import Theme


class RegionTools(MaskTools):
    """Shown for several people, and where a region was painted."""

    def __init__(self, regions: Regions, points: FacePoints, theme: Theme) -> None:
        super().__init__(
            regions,
            points,
            theme,
            lambda: self.tr("Region of this person"),
            "region",
            (lambda: self.tr("Automatic"), lambda: self.tr("Forget what was painted (Delete)")),
        )

    def _tell(self) -> None:
        super()._tell()
        regions = self._regions
        several, own = regions.people > 1, regions.is_painted()
        self.setVisible(several or own or self.paint.isChecked())
        for button in (self.grow, self.shrink):
            button.setEnabled(regions.possible and (own or several))

    def _explanation(self) -> str:
        return self.tr(
            "Drag to paint where this person acts, [ and ] change the brush, B and E choose brush "
            "or eraser.\nArrows move the brush, Space dabs with it."
        )

    def _state(self) -> str:
        if not self._regions.possible:
            return self.tr("Choose a person first.")
        if self._regions.is_painted():
            return self.tr("Painted: this person acts only there.")
        if self._regions.people > 1:
            return self.tr("Automatic: each person acts where their face is nearest.")
        return self.tr("Automatic: the person acts in the whole picture.")
