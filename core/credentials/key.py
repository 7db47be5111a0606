"""The key that signs: made on this computer when it is first needed, and never leaves it.

C2PA refuses a certificate that has signed itself, and one without a purpose. So a root is made that
signs one certificate for the purpose "email protection", which the specification names for those
who sign claims, and is then forgotten: nothing else can ever be signed in its name. Both tell
nothing of the person or the computer: the names and the dates are the same on every one.

Source: C2PA specification 2.2, section 14.5.1, certificate profile.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core import durable
from core.settings import data_folder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509 import Certificate, KeyUsage, Name

_FIRST_DAY, _LAST_DAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
_OWNER = "Likeness"  # shown by other programs as who has signed
_MAX_BYTES = 100_000
_END_OF_KEY = b"-----END PRIVATE KEY-----\n"


@dataclass(frozen=True)
class SigningKey:
    """What signs, as PEM: the private key, and its certificate before that of the root."""

    private: bytes
    chain: bytes

    @property
    def root(self) -> bytes:
        """The certificate that has signed the other one: who trusts it knows this computer's."""
        start = b"-----BEGIN CERTIFICATE-----"
        return start + self.chain.rpartition(start)[2]


def key_file() -> Path:
    """Where it lies; only its owner may read it."""
    return data_folder() / "credentials" / "key.pem"


def existing_key() -> SigningKey | None:
    """The key of this computer; None as long as nothing was signed, or if it can't be read."""
    with suppress(OSError):
        with key_file().open("rb") as file:
            data = file.read(_MAX_BYTES)
        private, end, chain = data.partition(_END_OF_KEY)
        if end and chain.count(b"-----BEGIN CERTIFICATE-----") == 2:
            return SigningKey(private + end, chain)
    return None


def signing_key() -> SigningKey:
    """The key of this computer, made if there is none.

    Raises:
        UserError: if it can't be kept.
    """
    found = existing_key()
    if found is not None:
        return found
    made = _make()
    durable.make_folder(key_file().parent)
    durable.save(made.private + made.chain, key_file())
    return existing_key() or made  # another program may have made one at the same moment


def _make() -> SigningKey:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    above, below = _name(f"{_OWNER} root of this computer"), _name(_OWNER)
    chain = (
        _certificate(below, key.public_key(), above, root, is_root=False),
        _certificate(above, root.public_key(), above, root, is_root=True),
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SigningKey(private, b"".join(one.public_bytes(pem) for one in chain))


def _name(common: str) -> Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, _OWNER)
    return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    subject: Name,
    key: ec.EllipticCurvePublicKey,
    issuer: Name,
    by: ec.EllipticCurvePrivateKey,
    *,
    is_root: bool,
) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID

    builder = (
        x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number())
        .not_valid_before(_FIRST_DAY)
        .not_valid_after(_LAST_DAY)
        .add_extension(x509.BasicConstraints(is_root, 0 if is_root else None), critical=True)
        .add_extension(_usage(is_root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
        )
    )
    if not is_root:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purpose, critical=False)
    return builder.sign(by, hashes.SHA256())


def _usage(is_root: bool) -> KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
