"""Under what terms published models may be used, and which of them this user has accepted."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core import durable
from core.errors import UserError
from core.settings import data_folder
from core.told import Told


@dataclass(frozen=True)
class Terms:
    """What a licence says, in short; the publisher's own words are at `url`."""

    key: str
    title: Told
    words: Told
    url: str
    commercial: bool  # whether pictures may be used commercially
    to_accept: bool  # before anything is fetched

    @property
    def fingerprint(self) -> str:
        """Changes with the words, which have to be accepted anew then."""
        return hashlib.sha256(f"{self.key}\n{self.words}\n{self.url}".encode()).hexdigest()


class TermsNotAccepted(UserError):
    hint = "Read and accept the terms first."


INSIGHTFACE = Terms(
    "insightface",
    Told("InsightFace model packs"),
    Told(
        "These face models may be used for non-commercial research only. That holds for every "
        "picture whose likeness comes from them."
    ),
    "https://github.com/deepinsight/insightface",
    commercial=False,
    to_accept=True,
)
INSTANTID = Terms(
    "instantid",
    Told("InstantID checkpoints"),
    Told(
        "The checkpoints are published under Apache-2.0 and, as their authors say, for research "
        "purposes only. They need the face models antelopev2, which are non-commercial."
    ),
    "https://huggingface.co/InstantX/InstantID",
    commercial=False,
    to_accept=True,
)
FACEID = Terms(
    "faceid",
    Told("IP-Adapter FaceID"),
    Told("These adapters may be used for non-commercial research only."),
    "https://huggingface.co/h94/IP-Adapter-FaceID",
    commercial=False,
    to_accept=True,
)
OPENRAIL = Terms(
    "openrail",
    Told("CreativeML Open RAIL"),
    Told(
        "Free to use, also commercially, but not for the harmful purposes that the licence lists."
    ),
    "https://huggingface.co/spaces/CompVis/stable-diffusion-license",
    commercial=True,
    to_accept=False,
)
APACHE = Terms(
    "apache",
    Told("Apache-2.0"),
    Told("Free to use, also commercially."),
    "https://www.apache.org/licenses/LICENSE-2.0",
    commercial=True,
    to_accept=False,
)
MIT = Terms(
    "mit",
    Told("MIT"),
    Told("Free to use, also commercially."),
    "https://opensource.org/license/mit",
    commercial=True,
    to_accept=False,
)
UNRECORDED = Terms(
    "unrecorded",
    Told("Licence not recorded"),
    Told("Likeness does not know the terms of this model: read them on its publisher's page."),
    "https://huggingface.co",
    commercial=False,
    to_accept=True,
)
ALL = (INSIGHTFACE, INSTANTID, FACEID, OPENRAIL, APACHE, MIT, UNRECORDED)


class Acceptances:
    """Which terms were accepted when; one JSON file in the user's data folder."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / "accepted-terms.json"

    def when(self, terms: Terms) -> date | None:
        """The day on which these very words were accepted; None: they were not."""
        entry: Any = self._kept().get(terms.key)
        try:
            if entry["fingerprint"] == terms.fingerprint:
                return date.fromisoformat(entry["date"])
        except (TypeError, KeyError, ValueError):
            pass
        return None

    def accept(self, terms: Terms, today: date) -> None:
        """Record that the user has read and accepted these words.

        Raises:
            UserError: if that can't be written; then it does not count.
        """
        entry = {"date": today.isoformat(), "fingerprint": terms.fingerprint, "words": terms.words}
        durable.make_folder(self._path.parent)
        text = json.dumps({**self._kept(), terms.key: entry}, indent=1)
        durable.save(text.encode("ascii"), self._path)

    def require(self, terms: tuple[Terms, ...]) -> None:
        """Refuse to go on while terms are not accepted that have to be.

        Raises:
            TermsNotAccepted: naming the first of them.
        """
        for one in terms:
            if one.to_accept and self.when(one) is None:
                raise TermsNotAccepted(Told("The terms of {0} are not accepted yet.", one.title))

    def _kept(self) -> dict[str, Any]:
        try:
            kept: Any = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}
