"""Read content credentials out of a file, and check them against its bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

from core.credentials.key import existing_key
from core.credentials.signing import Kind, context, is_available

_MAX_WORDS = 200


class State(Enum):
    """What can be said of a file's content credentials."""

    NONE = "none"  # it has none
    UNKNOWN = "unknown"  # nothing can be said: the package is missing
    VALID = "valid"  # the file is as it was signed, by somebody
    OURS = "ours"  # the same, and it was signed on this computer
    CHANGED = "changed"  # the file was changed since, or they are broken


@dataclass(frozen=True)
class Credentials:
    """What a file's content credentials say.

    Attributes:
        state: whether they hold.
        by: who signed, as the certificate says; anybody may have written that.
        generator: what made the picture.
        source: the IPTC's address of the digital source type; empty: it does not say.
        actions: what was done, such as `c2pa.created`.
        text: all of it, as JSON.
    """

    state: State
    by: str = ""
    generator: str = ""
    source: str = ""
    actions: tuple[str, ...] = ()
    text: str = ""


def read(data: bytes, kind: Kind) -> Credentials:
    """The content credentials of a file; makes no connection, whatever the file asks for.

    Args:
        data: the bytes of the file, from anywhere.
        kind: what it is.
    """
    if not is_available():
        return Credentials(State.UNKNOWN)
    import c2pa

    key = existing_key()
    try:
        with (
            context(trusted=key.root if key else b"") as settings,
            c2pa.Reader(kind, io.BytesIO(data), context=settings) as reader,
        ):
            state, text = reader.get_validation_state(), reader.json()
            found: dict[str, Any] = reader.get_active_manifest() or {}
    except c2pa.C2paError as error:
        none = str(error).startswith("ManifestNotFound")  # its own class is made at run time
        return Credentials(State.NONE if none else State.CHANGED)
    return _told(found, _STATES.get(state or "", State.CHANGED), text)


_STATES = {"Trusted": State.OURS, "Valid": State.VALID}


def _told(manifest: dict[str, Any], state: State, text: str) -> Credentials:
    """What a manifest says; whatever is not as it should be is left out."""
    done = [
        action
        for assertion in _dicts(manifest.get("assertions"))
        if str(assertion.get("label", "")).startswith("c2pa.actions")
        for action in _dicts(_dict(assertion.get("data")).get("actions"))
    ]
    about = next(iter(_dicts(manifest.get("claim_generator_info"))), {})
    return Credentials(
        state=state,
        by=_word(_dict(manifest.get("signature_info")).get("issuer")),
        generator=f"{_word(about.get('name'))} {_word(about.get('version'))}".strip(),
        source=next(filter(None, (_word(one.get("digitalSourceType")) for one in done)), ""),
        actions=tuple(_word(one.get("action")) for one in done[:20]),
        text=text,
    )


def _dict(value: object) -> dict[str, Any]:
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [_dict(one) for one in cast(list[object], value)] if isinstance(value, list) else []


def _word(value: object) -> str:
    return value[:_MAX_WORDS] if isinstance(value, str) else ""
