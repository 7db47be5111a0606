"""The people whom a command line names, one group of options each."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from core.commands.groups import GroupOption


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


class OfPerson(GroupOption):
    """An option of the person who is spoken of."""

    def take(self, options: argparse.Namespace, value: Any) -> None:
        person = people_of(options)[-1]
        if self.dest == "face":
            person.face.append(Path(str(value)))
        else:
            setattr(person, self.dest, Path(str(value)))


class NextPerson(GroupOption):
    """From here on the options are about another person, if there is one already."""

    def take(self, options: argparse.Namespace, value: Any) -> None:
        people = people_of(options)
        if people[-1] != GivenPerson():
            people.append(GivenPerson())
