"""One way out: https to known hosts, with every redirect and every connected peer checked.

Written on http.client, whose `connect` is the place where the peer is known and nothing has been
sent yet. A name that leads into the own machine or network is refused there, before TLS.
"""

import contextlib
import http.client
import ipaddress
import os
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi

from core.errors import UserError
from core.offline import stays_offline
from core.packs.tokens import HUB, Tokens
from core.told import Told

# Exact names, or with a leading dot all names below it.
HOSTS = (HUB, ".huggingface.co", ".hf.co", "github.com", ".githubusercontent.com")
MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": "Likeness", "Accept-Encoding": "identity"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What local VPN programs answer for every name: the way to the real host, not a host.
_FAKE = ipaddress.ip_network("198.18.0.0/15")


class Refused(UserError):
    """An address that Likeness does not follow; no retry helps."""

    hint = "Files are only taken over https from their known places."


class Offline(UserError):
    hint = "Start it without the variable LIKENESS_OFFLINE, or take the files from a folder."


def endpoint() -> str:
    """Where the hub is: HF_ENDPOINT if that names a mirror."""
    return (os.environ.get("HF_ENDPOINT") or f"https://{HUB}").rstrip("/")


def known_hosts() -> tuple[str, ...]:
    """The hosts of the catalogue, and the mirror that the user's environment names."""
    mirror = urlsplit(endpoint()).hostname
    return (*HOSTS, mirror) if mirror else HOSTS


class Answer:
    """A response whose body is still to be read, by one thread, which then closes it."""

    def __init__(self, url: str, sock: socket.socket, response: http.client.HTTPResponse) -> None:
        self.url = url  # after all redirects
        self.status = response.status
        self.hung_up = False  # by ourselves: that it ends then is nobody's fault
        self._sock, self._response = sock, response

    def header(self, name: str) -> str:
        return self._response.headers.get(name, "")

    def read(self, most: int) -> bytes:
        """What has arrived, up to `most` bytes; waits for the first of them; empty at the end.

        Raises:
            OSError, http.client.HTTPException: if it stalls or is cut.
        """
        return self._response.read1(most)

    def hang_up(self) -> None:
        """End the connection from any thread: a `read` that waits returns or fails.

        What has arrived before may still be read, decrypted as ever. The `shutdown` of an
        SSLSocket would forget its TLS first: a thread that reads would get the encrypted bytes
        for those of the file. So it is that of the socket below.
        """
        self.hung_up = True
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def close(self) -> None:
        self.hang_up()
        with contextlib.suppress(OSError):
            self._response.close()
        self._sock.close()


@dataclass(frozen=True)
class Network:
    """How connections are made.

    `local` is for tests only: it lets http and this machine pass, for the hosts that are named.
    """

    hosts: tuple[str, ...] = ()  # none: those of `known_hosts`
    local: bool = False
    token: Callable[[str], str | None] = field(default_factory=Tokens)
    context: ssl.SSLContext | None = None
    seconds: float = 30.0  # of silence after which a connection counts as lost

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask for a file and follow redirects to allowed places.

        A token goes to the host that it was kept for and to no other.

        Raises:
            Offline, Refused: before anything is sent.
            OSError, http.client.HTTPException: if the connection fails.
        """
        if stays_offline():
            raise Offline("Likeness is set to stay offline.")
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(self._checked(url), headers)
            if answer.status not in _REDIRECTS:
                return answer
            answer.close()
            url = urljoin(url, answer.header("Location"))
        raise Refused("The server sends from one place to the next without end.")

    def _checked(self, url: str) -> SplitResult:
        """The parts of an address that may be asked."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            raise Refused("The server names a place that does not exist.") from None
        if parts.scheme != "https" and not (self.local and parts.scheme == "http"):
            raise Refused(Told("{0} would be asked without encryption.", host))
        names = self.hosts or known_hosts()
        if not any(host == name or (name[0] == "." and host.endswith(name)) for name in names):
            raise Refused(Told("{0} is not a place that files are taken from.", host))
        if parts.username or parts.password:
            raise Refused(Told("The address of {0} holds a password.", host))
        return parts

    def _ask(self, parts: SplitResult, headers: Mapping[str, str]) -> Answer:
        host = parts.hostname or ""
        connection = self._connection(parts)
        sent = {**_HEADERS, **headers}
        if (token := self.token(host)) is not None:
            sent["Authorization"] = f"Bearer {token}"
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        try:
            connection.connect()
            sock = connection.sock
            sock.settimeout(self.seconds)
            connection.request("GET", path, headers=sent)
            return Answer(parts.geturl(), sock, connection.getresponse())
        except BaseException:
            connection.close()
            raise

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        proxy = _proxy(parts.scheme, host)
        where = (proxy.hostname or "", proxy.port or 8080) if proxy else (host, port)
        options: dict[str, Any] = {"timeout": CONNECT_SECONDS}
        if secure:
            options["context"] = self.context or _context()
        kind = _SecureConnection if secure else _Connection
        connection = kind(*where, **options)
        connection.any_peer = self.local or proxy is not None  # a proxy may well be next door
        if proxy is not None:
            connection.set_tunnel(host, port, headers=_authorization(proxy))
        return connection


class _Connection(http.client.HTTPConnection):
    any_peer = False

    def connect(self) -> None:
        super().connect()
        if not self.any_peer and not is_public(self.sock.getpeername()[0]):
            self.close()
            raise Refused(Told("{0} leads into this computer or its own network.", self.host))


class _SecureConnection(http.client.HTTPSConnection, _Connection):
    """Its `connect` calls that of `_Connection` and then begins TLS."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return (ip.is_global and not ip.is_multicast) or (ip.version == 4 and ip in _FAKE)


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # Python of python.org finds none on macOS
    return context


def _proxy(scheme: str, host: str) -> SplitResult | None:
    """The proxy that the environment or the system names for a host."""
    proxies = getproxies()
    text = proxies.get(scheme) or proxies.get("all")
    if not text or proxy_bypass(host):
        return None
    proxy = urlsplit(text if "//" in text else f"//{text}", "http")
    if proxy.scheme != "http":
        raise Refused(
            Told("The proxy is of the kind {0}, which Likeness can't use.", proxy.scheme),
            "Name an http proxy in the variable HTTPS_PROXY.",
        )
    return proxy


def _authorization(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    user = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(user.encode()).decode()}"}
