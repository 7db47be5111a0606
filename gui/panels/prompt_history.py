"""Prompts that were drawn before, to go back to."""

from collections.abc import Iterable

MOST = 500


class PromptHistory:
    """A list to walk through, as a terminal's."""

    def __init__(self) -> None:
        self._prompts: list[str] = []  # the newest last, each once
        self._place: int | None = None  # while walking; None: at the present
        self._present = ""

    def fill(self, prompts: Iterable[str]) -> None:
        """Begin with these, oldest first."""
        self._prompts = []
        for prompt in prompts:
            self.remember(prompt)

    def remember(self, prompt: str) -> None:
        """A prompt was used."""
        if prompt.strip():
            if prompt in self._prompts:
                self._prompts.remove(prompt)
            self._prompts.append(prompt)
            del self._prompts[:-MOST]
        self._place = None

    def older(self, shown: str) -> str:
        """The prompt before the one that is shown; the same where there is none."""
        if self._place is None or shown != self._prompts[self._place]:
            self._present, self._place = shown, len(self._prompts)
        for place in range(self._place - 1, -1, -1):
            if self._prompts[place] != shown:
                self._place = place
                return self._prompts[place]
        self._place = self._place if self._place < len(self._prompts) else None
        return shown

    def newer(self, shown: str) -> str:
        """The prompt after it; at last what was there before the walk."""
        if self._place is None or shown != self._prompts[self._place]:
            return shown
        self._place += 1
        if self._place < len(self._prompts):
            return self._prompts[self._place]
        self._place = None
        return self._present
