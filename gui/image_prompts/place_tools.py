"""Where an image prompt acts, from its tray: the brush, whole regions, and back to everywhere."""

from __future__ import annotations

from gui.calls import Call
from gui.image_prompts.place import PromptPlace
from gui.pose.mask_tools import MaskTools
from gui.pose.points import FacePoints
from gui.theme import Theme


class PlaceTools(MaskTools):
    """Folded away until it is asked for."""

    def __init__(self, place: PromptPlace, points: FacePoints, theme: Theme) -> None:
        self._place = place
        super().__init__(
            place,
            points,
            theme,
            lambda: self.tr("Where it acts"),
            "image_prompt_place",
            (lambda: self.tr("Everywhere"), lambda: self.tr("Forget what was painted (Delete)")),
        )

    def _make_menu(self) -> None:
        super()._make_menu()
        self.from_rest = self.make.menu().addAction("")
        Call(self.from_rest.triggered, self.from_rest, self._place.all_but_face)

    def _tell(self) -> None:
        super()._tell()
        self.from_rest.setText(self.tr("All but the face"))
        self.from_rest.setEnabled(self._points.points is not None)

    def _explanation(self) -> str:
        return self.tr(
            "Drag to paint where this image prompt acts, [ and ] change the brush, B and E choose "
            "brush or eraser.\nArrows move the brush, Space dabs with it.\nA style may still "
            "spread from there, for a picture is of one piece."
        )

    def _state(self) -> str:
        if not self._place.is_painted():
            return self.tr("It acts in the whole picture.")
        share = self._place.share()
        if share is None:
            return self.tr("Painted: it acts only there.")
        return self.tr("Painted: it acts only there, in {0} % of the picture.").format(
            max(1, round(100 * share))
        )
