"""Sign a finished file, last of all: whatever is changed in it afterwards is noticed."""

from __future__ import annotations

import importlib.util
import io
import json
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from core.credentials.key import SigningKey, signing_key
from core.errors import UserError
from core.png import PNG_START, chunk, chunks
from core.settings import wants_credentials
from core.told import Told
from core.version import VERSION

if TYPE_CHECKING:
    import c2pa

Kind = Literal["image/png", "image/jpeg", "image/webp"]
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_CHUNK = b"caBX"  # of a PNG, in which they lie: C2PA specification 2.2, appendix A.3.3
_QUIET: dict[str, Any] = {  # nothing may go out, and no smaller copy of a picture into a file
    "version": 1,
    "verify": {
        "remote_manifest_fetch": False,
        "ocsp_fetch": False,
        "verify_after_sign": False,
    },
    "builder": {"thumbnail": {"enabled": False}},
}


@cache
def is_available() -> bool:
    """Whether the packages are installed that this needs. Loads neither."""
    return all(importlib.util.find_spec(name) for name in ("c2pa", "cryptography"))


def signed(data: bytes) -> bytes:
    """A PNG as it is kept: with content credentials, where they are installed and wanted.

    A picture is worth more than its signature: where signing fails, it stays without one.
    """
    if is_available() and wants_credentials():
        with suppress(UserError):
            return sign(data, "image/png")
    return data


def sign(data: bytes, kind: Kind) -> bytes:
    """A file with content credentials in place of any that it had.

    They say that a trained model made it, with which Likeness, and nothing else: no words, no
    names, no time. It takes about a millisecond for each 200,000 bytes.

    Args:
        data: a whole picture file.
        kind: what it is.

    Raises:
        UserError: if the packages are missing, the key can't be made or kept, or it is no picture.
    """
    if not is_available():
        raise UserError(
            "Content credentials need the package c2pa-python.", "Install it, or leave them out."
        )
    import c2pa

    if kind == "image/png":
        data = unsigned(data)
    key = signing_key()
    target = io.BytesIO()
    try:
        with context(signer=key) as settings, c2pa.Builder(_manifest(), settings) as builder:
            builder.sign(kind, io.BytesIO(data), target)
    except c2pa.C2paError as error:
        raise UserError(
            Told("The picture could not be signed: {0}", _plain(error)),
            "Leave the content credentials out, or remove the key in the folder credentials.",
        ) from error
    return target.getvalue()


def unsigned(data: bytes) -> bytes:
    """A PNG without content credentials; not another byte is changed.

    Raises:
        BadInput: if it is no whole PNG.
    """
    parts = list(chunks(data))
    if all(kind != _CHUNK for kind, _ in parts):
        return data
    return PNG_START + b"".join(chunk(kind, body) for kind, body in parts if kind != _CHUNK)


def context(signer: SigningKey | None = None, trusted: bytes = b"") -> c2pa.Context:
    """Settings for one use of c2pa, which keep it from every connection.

    Args:
        signer: signs what is built.
        trusted: certificates of roots that are trusted, as PEM.
    """
    import c2pa

    trust = {"trust": {"user_anchors": trusted.decode("ascii")}} if trusted else {}
    settings = json.dumps(_QUIET | trust)
    if signer is None:
        return c2pa.Context.from_json(settings)
    info = c2pa.C2paSignerInfo(b"es256", signer.chain, signer.private, None)  # no time stamp
    return c2pa.Context.from_json(settings, c2pa.Signer.from_info(info))


def _manifest() -> dict[str, Any]:
    agent = {"name": "Likeness", "version": VERSION}
    created = {"action": "c2pa.created", "digitalSourceType": TRAINED, "softwareAgent": agent}
    actions = {"label": "c2pa.actions.v2", "data": {"actions": [created]}}
    return {"claim_generator_info": [agent], "assertions": [actions]}


def _plain(error: Exception) -> str:
    """What a library says, as the end of a sentence of ours."""
    return str(error).strip().rstrip(".")[:200] + "."
