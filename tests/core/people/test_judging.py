"""Which photos of a person count: somebody else's and bad ones are left out, nothing is guessed."""

from datetime import date

import numpy as np
import pytest

from core.people.judging import judge
from core.people.record import Person, PersonPhoto, Seen

RECOGNISER = "5" * 64
TODAY = date(2026, 11, 28)
GOOD = Seen(box=(0, 0, 150, 150), landmarks=((0, 0),) * 5, score=1, blur=0.2, turn=0.05)


class Album:
    """Photos whose vectors lie around directions, one for each of some people."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)
        self._people = self._random.normal(size=(4, 512))
        self.photos: list[PersonPhoto] = []
        self.vectors: dict[tuple[str, str], np.ndarray] = {}

    def add(self, of: int = 0, seen: Seen | None = GOOD, **changes: object) -> str:
        """A photo of one of the people; its fingerprint."""
        key = f"{len(self.photos):064x}"
        vector = self._people[of] + 0.6 * self._random.normal(size=512)
        if seen is not None:
            self.vectors[RECOGNISER, key] = vector.astype(np.float32)
        values = {"width": 256, "height": 256, "face": seen, "added": TODAY, **changes}
        self.photos.append(PersonPhoto(source=key, **values))
        return key

    def judge(self):
        person = Person(
            id="a" * 32, name="x", consent=TODAY, created=TODAY, photos=tuple(self.photos)
        )
        return judge(person, RECOGNISER, self.vectors)


@pytest.mark.parametrize("own", [2, 3, 7])
def test_somebody_else_is_marked_and_left_out(own: int) -> None:
    album = Album()
    mine = [album.add() for _ in range(own)]
    guest = album.add(of=1)

    found = album.judge()

    assert found.photos[guest].stranger
    assert not any(found.photos[key].stranger for key in mine)
    assert tuple(photo.source for photo in found.counted) == tuple(mine)
    assert found.agreement is not None
    assert found.agreement > 0.6
    assert (found.photos[guest].cosine or 0) < 0.2


def test_of_two_photos_that_disagree_none_is_blamed() -> None:
    album = Album()
    keys = album.add(), album.add(of=1)
    found = album.judge()
    assert found.undecided
    assert not any(found.photos[key].stranger for key in keys)
    assert len(found.counted) == 2


@pytest.mark.parametrize("people", [(0, 0, 1, 1), (0, 1, 2)])
def test_without_a_majority_nothing_is_guessed(people: tuple[int, ...]) -> None:
    album = Album()
    for one in people:
        album.add(of=one)
    found = album.judge()
    assert found.undecided
    assert len(found.counted) == len(people)


def test_the_user_decides_who_is_meant() -> None:
    album = Album()
    first, _, guest = album.add(), album.add(), album.add(of=1, use="yes")
    album.photos[0] = album.photos[0].model_copy(update={"use": "no"})

    found = album.judge()

    assert found.photos[guest].counts
    assert not found.photos[first].counts


@pytest.mark.parametrize(
    "change", [{"box": (0, 0, 40, 40)}, {"blur": 0.9}, {"turn": 0.6}], ids=["tiny", "blur", "away"]
)
def test_bad_photos_are_left_out_unless_there_is_no_other(change: dict[str, object]) -> None:
    album = Album()
    bad = album.add(seen=GOOD.model_copy(update=change))
    assert album.judge().photos[bad].counts

    good = album.add()
    found = album.judge()
    assert found.photos[bad].bad
    assert [photo.source for photo in found.counted] == [good]

    album.photos[0] = album.photos[0].model_copy(update={"use": "yes"})
    assert len(album.judge().counted) == 2


def test_photos_without_a_face_or_a_weight_do_not_count() -> None:
    album = Album()
    keys = album.add(seen=None), album.add(weight=0.0), album.add(seen=None, use="yes")
    found = album.judge()
    assert found.counted == ()
    assert found.agreement is None
    assert all(found.photos[key].cosine is None for key in (keys[0], keys[2]))


def test_a_recipe_takes_the_heaviest_of_too_many() -> None:
    album = Album()
    light = [album.add(weight=0.5) for _ in range(10)]
    heavy = [album.add() for _ in range(30)]
    found = album.judge()
    assert len(found.counted) == 32
    assert found.left_over == 8
    assert set(heavy) < {photo.source for photo in found.counted}
    assert found.counted[0].source == light[0]
