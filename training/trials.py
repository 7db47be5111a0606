"""What measuring asks for: people, poses, prompts and image prompts that training never saw."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from training import dataset
from training.people.captions import free_caption, plain_caption
from training.people.drawing import Drawing, draw
from training.people.identity import Identity
from training.people.scene import STYLES, Scene

SIZE = dataset.SIZE  # pixels of every drawing here
_STYLES = tuple(STYLES)


@dataclass(frozen=True)
class Trial:
    """One portrait that is asked for. All follows from its number; nothing is kept on disk.

    Person, scene, pose and image prompt are those of four people of three pairs, none of which
    training ever saw. Eight trials in a row ask for the eight styles.
    """

    number: int

    @cached_property
    def person(self) -> Identity:
        """Whose portrait is asked for."""
        return _pair(self.number, 0)[0][self.number % 2]

    @cached_property
    def scene(self) -> Scene:
        """What the portrait shows beside the person: a scene of other people."""
        return self._scene(1, _STYLES[self.number % len(_STYLES)])

    @cached_property
    def look_scene(self) -> Scene:
        """What the image prompt shows; its style is not the one of `scene`."""
        return self._scene(2, _STYLES[(3 * self.number + 1) % len(_STYLES)])

    @cached_property
    def reference(self) -> Drawing:
        """The picture that is given of the person."""
        return draw(self.person, _pair(self.number, 0)[1][0], SIZE)

    @cached_property
    def render(self) -> Drawing:
        """What the renderer draws when it is asked for the same person and scene."""
        return draw(self.person, self.scene, SIZE)

    @cached_property
    def look(self) -> Drawing:
        """The image prompt: somebody else, elsewhere."""
        return draw(_pair(self.number, 2)[0][1], self.look_scene, SIZE)

    @cached_property
    def sitter(self) -> Drawing:
        """Another person in `scene`, who holds the pose that is asked for."""
        return draw(_pair(self.number, 1)[0][0], self.scene, SIZE)

    @property
    def pose(self) -> np.ndarray:
        """Landmarks asked for: those of `sitter`, (5, 2), shares of the side."""
        return self.sitter.landmarks / SIZE

    @property
    def prompt(self) -> str:
        """Style, age, gender and scene in the usual words; nothing of the person's looks."""
        return plain_caption(self.person, self.scene, "scene")

    @property
    def words(self) -> str:
        """As `prompt`, and the person's looks as far as words tell them."""
        return plain_caption(self.person, self.scene, "all")

    @cached_property
    def free_words(self) -> str:
        """As `words`, in other words and another order."""
        return free_caption(self.person, self.scene, np.random.default_rng(self.number))

    @property
    def title(self) -> str:
        """The person's age and gender only, for an image prompt to add the rest."""
        return plain_caption(self.person, self.scene, "person")

    def _scene(self, further: int, style: str) -> Scene:
        scenes = _pair(self.number, further)[1]
        return replace(scenes[self.number % len(scenes)], style=style)


def trials(count: int) -> list[Trial]:
    """The first `count` trials, each of another person."""
    return [Trial(number) for number in range(count)]


def _pair(number: int, further: int) -> tuple[tuple[Identity, Identity], tuple[Scene, ...]]:
    return dataset.cast(dataset.PAIRS + number // 2 + further)
