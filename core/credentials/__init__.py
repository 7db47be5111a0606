"""Content credentials (C2PA): a signed note in each picture that a trained model has made it.

They are made and checked by the optional package c2pa-python, on this computer alone: no time stamp
is asked for, no list of revoked certificates, no manifest that lies elsewhere. Without the package
everything else works.
"""

from core.credentials.reading import Credentials, State, read
from core.credentials.signing import is_available, sign, signed, unsigned

__all__ = ["Credentials", "State", "is_available", "read", "sign", "signed", "unsigned"]
