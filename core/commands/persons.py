"""The people whom a command line names, one group of options each."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast


@dataclass
class GivenPerson:
    """What the options say of one person."""

    face: list[Path] = field(default_factory=list[Path])
    pose: Path | None = None
    landmarks: Path | None = None
    region: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The images that are named."""
        return (*self.face, *filter(None, (self.pose, self.region)))


def people_of(options: argparse.Namespace) -> list[GivenPerson]:
    """All people that were given; there is at least one, perhaps without anything."""
    if options.people is None:
        options.people = [GivenPerson()]
    return cast(list[GivenPerson], options.people)


class OfPerson(argparse.Action):
    """An option of the person who is spoken of."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        person = people_of(namespace)[-1]
        if self.dest == "face":
            person.face.append(Path(str(values)))
        else:
            setattr(person, self.dest, Path(str(values)))


class NextPerson(argparse.Action):
    """From here on the options are about another person, if there is one already."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        people = people_of(namespace)
        if people[-1] != GivenPerson():
            people.append(GivenPerson())
