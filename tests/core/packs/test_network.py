"""Https to known hosts only; tokens go nowhere else; proxies, mirrors and the offline switch."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.jobs import Cancelled, JobControl, Progress
from core.packs.download import (
    DownloadControl,
    Manner,
    NeedsToken,
    NotAvailable,
    Wanted,
    download,
)
from core.packs.network import Network, Offline, Refused, endpoint, is_public, known_hosts
from core.packs.tokens import Tokens

from .bad_server import Fault, serving
from .test_download import CONTENT, HERE, SHA256

QUICK = Manner(connections=2, piece=400_000, tries=2, pause=0.01, margin=0)
OPENSSL = shutil.which("openssl")


def fetch(url: str, target: Path, network: Network = HERE) -> None:
    download(Wanted(url, len(CONTENT), SHA256), target, network, JobControl(), QUICK)


def until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something is so; whoever called sees then that it is not."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.002)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "model.safetensors"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of a server at localhost, in one file."""
    if OPENSSL is None:
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "certificate.pem").read_text())
    return both


@pytest.fixture
def at_server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(certificate: Path) -> Network:
    context = ssl.create_default_context(cafile=str(certificate))
    return Network(
        hosts=("localhost",), local=True, context=context, token=lambda host: None, seconds=2
    )


def test_a_file_comes_over_https(target: Path, at_server: Any, trusting: Network) -> None:
    with serving(CONTENT, context=at_server) as site:
        site.faults.append(Fault(cut=100_000))
        fetch(site.url, target, trusting)
    assert target.read_bytes() == CONTENT


def test_over_https_too_a_download_is_held_and_stopped_at_once(
    target: Path, at_server: Any, trusting: Network
) -> None:
    seen: list[int] = []

    def watch(progress: Progress) -> None:
        seen.append(progress.step)
        if progress.step > 300_000:
            control.cancel()
        elif progress.step > 100_000 and len(seen) % 2:
            control.pause()
        else:
            control.go_on()

    control = DownloadControl(watch)
    with serving(CONTENT, context=at_server, delay=0.01) as site, pytest.raises(Cancelled):
        download(Wanted(site.url, len(CONTENT), SHA256), target, trusting, control, QUICK)
    assert not target.exists()
    with serving(CONTENT, context=at_server) as site:
        fetch(site.url, target, trusting)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("secure", [False, True])
def test_what_is_read_after_hanging_up_is_the_file_and_nothing_encrypted(
    at_server: Any, trusting: Network, secure: bool
) -> None:
    """As where a download is held while a connection waits for the disk."""
    with serving(CONTENT, context=at_server if secure else None) as site:
        answer = trusting.get(site.url, {})
        got = answer.read(1_000)
        until(lambda: site.sent >= 65_536)  # on its way, and mostly here already
        answer.hang_up()
        with contextlib.suppress(OSError):
            while data := answer.read(1 << 18):
                got += data
        answer.close()
    assert got
    assert CONTENT.startswith(got)


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(
    target: Path, at_server: Any
) -> None:
    with serving(CONTENT, context=at_server) as site:
        with pytest.raises(NotAvailable, match="its certificate is not valid"):
            fetch(site.url, target)
        assert site.asked == []


def test_https_does_not_lead_to_http(target: Path, at_server: Any, trusting: Network) -> None:
    strict = Network(hosts=("localhost",), context=trusting.context, token=lambda host: None)
    with pytest.raises(Refused, match="without encryption"):
        fetch("http://localhost:9/file", target, strict)
    with (
        serving(CONTENT, context=at_server) as site,
        pytest.raises(Refused, match="leads into this computer"),
    ):
        fetch(site.url, target, strict)
    assert site.asked == []


def test_a_known_name_that_leads_into_the_own_network_is_refused_before_a_byte_is_sent(
    target: Path,
) -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            peer, _ = listener.accept()
            with peer:
                heard.append(peer.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        network = Network(hosts=("localhost",), token=lambda host: "secret")
        with pytest.raises(Refused, match="leads into this computer or its own network"):
            fetch(f"https://localhost:{listener.getsockname()[1]}/file", target, network)
        thread.join()
    assert heard == [b""]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("198.18.0.7", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.1.1", False), ("172.16.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_of_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://huggingface.co/a", "without encryption"),
        ("https://huggingface.co.example.org/a", "is not a place"),
        ("https://evilhuggingface.co/a", "is not a place"),
        ("https://hf.co.evil.org/a", "is not a place"),
        ("https://127.0.0.1/a", "is not a place"),
        ("https:///a", "is not a place"),
        ("//huggingface.co/a", "without encryption"),
        ("https://huggingface.co@evil.org/a", "is not a place"),
        ("https://[::1/a", "does not exist"),
    ],
)
def test_the_catalogue_s_hosts_are_the_only_ones(url: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        Network().get(url, {})


def test_a_mirror_is_one_of_the_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    assert endpoint() == "https://huggingface.co"
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example.org/")
    assert endpoint() == "https://mirror.example.org"
    assert "mirror.example.org" in known_hosts()


def test_nothing_is_asked_while_offline(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIKENESS_OFFLINE", "1")
    with serving(CONTENT) as site, pytest.raises(Offline, match="set to stay offline"):
        fetch(site.url, target)
    assert site.asked == []


def test_a_token_goes_to_its_host_and_to_no_other(target: Path) -> None:
    network = Network(
        hosts=("localhost", "127.0.0.1"), local=True, seconds=2,
        token={"localhost": "hf_secret"}.get,
    )  # fmt: skip
    with serving(CONTENT) as elsewhere, serving(CONTENT) as site:
        there = elsewhere.url.replace("localhost", "127.0.0.1")
        site.always = Fault(redirect=there)
        fetch(site.url, target, network)

    assert {asked.get("Authorization") for asked in site.asked} == {"Bearer hf_secret"}
    assert elsewhere.asked
    assert not any("Authorization" in asked for asked in elsewhere.asked)
    assert not any("hf_secret" in str(asked) for asked in elsewhere.asked)


def test_who_is_refused_is_told_to_agree_to_the_terms_and_no_token_is_shown(target: Path) -> None:
    network = Network(hosts=("localhost",), local=True, token=lambda host: "hf_secret")
    with serving(CONTENT, always=Fault(status=403)) as site, pytest.raises(NeedsToken) as caught:
        fetch(site.url, target, network)
    assert "terms" in caught.value.sentence()
    assert "hf_secret" not in caught.value.sentence() + repr(caught.value) + repr(network)


class Keyring(types.ModuleType):
    """Stands in for the package `keyring`, or for one on a computer without a desktop."""

    def __init__(self, broken: bool = False) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = broken

    def get_password(self, service: str, name: str) -> str | None:
        if self.broken:
            raise RuntimeError("NoKeyringError")
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, word: str) -> None:
        if self.broken:
            raise RuntimeError("NoKeyringError")
        self.kept[service, name] = word

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture(autouse=True)
def no_token_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_TOKEN", raising=False)
    for name in ("https_proxy", "http_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_token_is_kept_in_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = Keyring()
    monkeypatch.setitem(sys.modules, "keyring", keyring)

    assert Tokens().keep("huggingface.co", "hf_1")
    assert Tokens()("huggingface.co") == "hf_1"
    assert Tokens()("example.org") is None
    assert Tokens().keep("huggingface.co", "")
    assert keyring.kept == {}


@pytest.mark.parametrize("keyring", [None, Keyring(broken=True)])
def test_without_a_keyring_a_token_lasts_as_long_as_the_program(
    monkeypatch: pytest.MonkeyPatch, keyring: Any
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    tokens = Tokens()

    assert not tokens.keep("huggingface.co", "hf_1")
    assert tokens("huggingface.co") == "hf_1"
    assert Tokens()("huggingface.co") is None
    tokens.keep("huggingface.co", "")
    assert tokens("huggingface.co") is None


def test_the_token_of_the_environment_is_for_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setenv("HF_TOKEN", "hf_2")

    assert Tokens()("huggingface.co") == "hf_2"
    assert Tokens()("cdn-lfs.huggingface.co") is None


def pass_on(source: socket.socket, sink: socket.socket) -> None:
    while data := source.recv(65_536):
        sink.sendall(data)
    sink.shutdown(socket.SHUT_WR)


def tunnel(listener: socket.socket, heads: list[bytes]) -> None:
    """A proxy that understands CONNECT and nothing else, one client at a time."""
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (data := client.recv(1)):
                return
            head += data
        heads.append(head)
        host, _, port = head.split()[1].decode().partition(":")
        with client, socket.create_connection((host, int(port))) as server:
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            up = threading.Thread(target=_quietly, args=(client, server))
            up.start()
            _quietly(server, client)
            up.join()


def _quietly(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        pass_on(source, sink)


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment_is_used(
    target: Path, at_server: Any, trusting: Network, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    heads: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=tunnel, args=(listener, heads))
    thread.start()
    monkeypatch.setenv(name, f"http://anna:p%40ss@127.0.0.1:{listener.getsockname()[1]}")
    try:
        with serving(CONTENT, context=at_server) as site:
            wanted = Wanted(site.url, len(CONTENT), SHA256)
            one = Manner(connections=1, piece=600_000, tries=2, pause=0.01, margin=0)
            download(wanted, target, trusting, JobControl(), one)
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()

    assert target.read_bytes() == CONTENT
    assert len(heads) == len(site.asked) == 2
    assert heads[0].startswith(b"CONNECT localhost:")
    assert b"Proxy-Authorization: Basic YW5uYTpwQHNz" in heads[0]
    assert all("Proxy-Authorization" not in asked for asked in site.asked)


def test_a_proxy_of_an_unknown_kind_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1080")
    with pytest.raises(Refused, match="kind socks5"):
        fetch("https://localhost/file", target)
