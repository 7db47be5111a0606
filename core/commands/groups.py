"""Options in groups: each is about the person, image prompt or control that was named last."""

import argparse
from abc import abstractmethod
from typing import Any


class GroupOption(argparse.Action):
    """An option whose value goes to the group that is spoken of."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        try:
            self.take(namespace, values)
        except argparse.ArgumentTypeError as error:
            parser.error(f"{option_string} {error}")

    @abstractmethod
    def take(self, options: argparse.Namespace, value: Any) -> None:
        """Note it.

        Raises:
            ArgumentTypeError: if it can't stand here; says why, after the option's name.
        """


def two_numbers(text: str, example: str) -> tuple[float, float]:
    """Such as `0:0.5`; raises ArgumentTypeError with the example if it is something else."""
    first, _, second = text.partition(":")
    try:
        return float(first), float(second)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"'{text}' is not two numbers such as {example}"
        ) from error


def window(text: str) -> list[float]:
    """A share of the steps, as a recipe has it."""
    return list(two_numbers(text, "0:0.5"))
