"""Access tokens for files that their publisher hands out to known people only."""

import os
from importlib import import_module
from typing import Any

HUB = "huggingface.co"
_SERVICE = "Likeness"


class Tokens:
    """Keeps tokens in the system's keyring where there is one, else until the program ends.

    The package `keyring` is optional, and a computer without a desktop may have no keyring. A
    token belongs to one host and is given to no other; it is never logged or part of a message.
    """

    def __init__(self) -> None:
        self._of_this_run: dict[str, str] = {}

    def __call__(self, host: str) -> str | None:
        """The token that was kept for a host; for the hub also what HF_TOKEN says."""
        found = self._of_this_run.get(host)
        if found is None and (keyring := _keyring()) is not None:
            try:
                found = keyring.get_password(_SERVICE, host)
            except Exception:  # whatever a system's keyring raises: then there is no token
                found = None
        return found or (os.environ.get("HF_TOKEN") if host == HUB else None) or None

    def kept_in(self, host: str) -> str:
        """Where the token for a host comes from.

        Returns:
            "run": it is known until the program ends; "keyring", "environment"; empty: none.
        """
        if host in self._of_this_run:
            return "run"
        if self(host) is None:
            return ""
        keyring = _keyring()
        try:
            kept = keyring is not None and keyring.get_password(_SERVICE, host)
        except Exception:  # as in `__call__`
            kept = False
        return "keyring" if kept else "environment"

    def keep(self, host: str, token: str) -> bool:
        """Keep a token, or with an empty one forget it.

        Returns:
            Whether it is in the system's keyring; else it is known until the program ends.
        """
        self._of_this_run.pop(host, None)
        keyring = _keyring()
        try:
            if keyring is not None and token:
                keyring.set_password(_SERVICE, host, token)
                return True
            if keyring is not None and keyring.get_password(_SERVICE, host) is not None:
                keyring.delete_password(_SERVICE, host)
        except Exception:  # a locked or missing keyring is no reason to fail
            keyring = None
        if token:
            self._of_this_run[host] = token
        return keyring is not None


def _keyring() -> Any:
    try:
        return import_module("keyring")
    except Exception:  # not installed, or broken by what it needs itself
        return None
