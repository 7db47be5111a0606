"""Whatever the server, the disk or a kill does: the file is right or absent, never wrong."""

import hashlib
import random
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.durable import DiskFull
from core.errors import UserError
from core.jobs import Cancelled, JobControl, Progress, Transfer
from core.packs.download import (
    DownloadControl,
    Incomplete,
    Manner,
    NeedsToken,
    NotAvailable,
    Wanted,
    WrongFile,
    download,
)
from core.packs.network import Network, Refused

from .bad_server import Fault, Site, serving

CONTENT = random.Random(7).randbytes(1_000_003)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
SMALL = Manner(connections=3, piece=100_000, tries=4, pause=0.01, margin=0)
ONE = Manner(connections=1, piece=2_000_000, tries=4, pause=0.01, margin=0)
HERE = Network(hosts=("localhost",), local=True, token=lambda host: None, seconds=0.5)


def fetch(
    site: Site,
    target: Path,
    *,
    manner: Manner = SMALL,
    size: int | None = len(CONTENT),
    sha256: str | None = SHA256,
    control: JobControl | None = None,
    network: Network = HERE,
) -> str:
    wanted = Wanted(site.url, size, sha256)
    return download(wanted, target, network, control or JobControl(), manner)


def only(target: Path) -> bool:
    """Whether nothing but the file itself is left in its folder."""
    return [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "model.safetensors"


def test_a_file_comes_over_several_connections_and_is_right(target: Path) -> None:
    seen: list[Progress] = []
    with serving(CONTENT) as site:
        assert fetch(site, target, control=JobControl(seen.append)) == SHA256

    assert target.read_bytes() == CONTENT
    assert only(target)
    assert site.sent == len(CONTENT)
    assert sorted(site.starts) == list(range(0, len(CONTENT), 100_000))
    assert all(isinstance(progress, Transfer) for progress in seen)
    assert seen[-1].stage == "checking"
    assert seen[-1].step == seen[-1].total == len(CONTENT)


def test_a_file_of_unknown_size_and_hash_is_fetched_and_its_hash_told(target: Path) -> None:
    with serving(CONTENT, tag="") as site:
        assert fetch(site, target, size=None, sha256=None) == SHA256

    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("content", [b"x", CONTENT[:100_000], CONTENT[:100_001]])
def test_any_size_is_fetched(target: Path, content: bytes) -> None:
    with serving(content) as site:
        fetch(site, target, size=len(content), sha256=hashlib.sha256(content).hexdigest())

    assert target.read_bytes() == content


@pytest.mark.parametrize("manner", [SMALL, ONE])
@pytest.mark.parametrize(
    "fault",
    [
        Fault(cut=12_345),
        Fault(cut=0),
        Fault(stall=20_000),
        Fault(status=503),
        Fault(status=429),
        Fault(shift=5),
        Fault(last=-60_000),
    ],
)
def test_what_goes_wrong_once_costs_only_time(target: Path, fault: Fault, manner: Manner) -> None:
    with serving(CONTENT) as site:
        site.faults.extend([Fault(), fault, fault] if manner is SMALL else [fault, fault])
        fetch(site, target, manner=manner)

    assert target.read_bytes() == CONTENT
    assert only(target)


def test_a_cut_connection_goes_on_at_the_very_byte(target: Path) -> None:
    with serving(CONTENT) as site:
        site.faults.extend([Fault(cut=333_333), Fault(cut=111_111)])
        fetch(site, target, manner=ONE)

    assert site.starts == [0, 333_333, 444_444]
    assert [asked.get("If-Range") for asked in site.asked] == [None, '"first"', '"first"']
    assert site.sent == len(CONTENT)


@pytest.mark.parametrize("fault", [Fault(cut=0), Fault(stall=0), Fault(status=500)])
def test_what_never_works_ends_with_a_sentence_and_keeps_the_bytes(
    target: Path, fault: Fault
) -> None:
    with serving(CONTENT, always=fault) as site:
        site.faults.append(Fault(cut=250_000))
        with pytest.raises(Incomplete, match=r"incomplete: 0\.[23] of 1\.0 MB") as caught:
            fetch(site, target, manner=ONE)
        assert "go on from there" in caught.value.sentence()
        assert not target.exists()

        site.always = Fault()
        site.asked.clear()
        fetch(site, target, manner=ONE)
        assert site.starts == [250_000]
    assert target.read_bytes() == CONTENT


def test_a_server_without_ranges_is_read_from_the_start(target: Path) -> None:
    with serving(CONTENT, ranges=False) as site:
        site.faults.append(Fault(cut=300_000))
        fetch(site, target)

    assert target.read_bytes() == CONTENT
    assert site.sent == len(CONTENT) + 300_000


def test_a_server_that_always_cuts_and_knows_no_ranges_is_given_up(target: Path) -> None:
    with (
        serving(CONTENT, ranges=False, always=Fault(cut=300_000)) as site,
        pytest.raises(Incomplete),
    ):
        fetch(site, target)
    assert len(site.asked) == SMALL.tries
    assert not target.exists()


def test_the_whole_file_for_a_range_starts_anew(target: Path) -> None:
    with serving(CONTENT) as site:
        site.faults.extend([Fault(cut=300_000), Fault(whole=True)])
        fetch(site, target, manner=ONE)

    assert target.read_bytes() == CONTENT
    assert site.sent == len(CONTENT) + 300_000


@pytest.mark.parametrize("manner", [SMALL, ONE])
@pytest.mark.parametrize("size", [1_000_003, 700_000, 1_200_000])
def test_a_file_that_changes_meanwhile_is_the_new_one(
    target: Path, manner: Manner, size: int
) -> None:
    new = random.Random(8).randbytes(size)
    with serving(CONTENT) as site:
        site.faults.extend([Fault(cut=50_000), Fault(tag='"second"', content=new)])
        sha256 = fetch(site, target, manner=manner, size=None, sha256=None)

    assert target.read_bytes() == new
    assert sha256 == hashlib.sha256(new).hexdigest()
    assert only(target)


def test_a_changed_file_is_noticed_after_a_restart(target: Path) -> None:
    new = random.Random(9).randbytes(len(CONTENT))
    with serving(CONTENT, always=Fault(cut=0)) as site:
        site.faults.append(Fault(cut=500_000))
        with pytest.raises(Incomplete):
            fetch(site, target, manner=ONE, sha256=None)
        site.content, site.tag, site.always = new, '"second"', Fault()
        fetch(site, target, manner=ONE, sha256=None)

    assert target.read_bytes() == new


@pytest.mark.parametrize("length", [-1, 1, 5_000_000])
def test_a_wrong_length_is_refused(target: Path, length: int) -> None:
    with (
        serving(CONTENT, always=Fault(length=length)) as site,
        pytest.raises(WrongFile, match=rf"has {len(CONTENT) + length} bytes instead of"),
    ):
        fetch(site, target)
    assert list(target.parent.iterdir()) == []


def test_a_body_longer_than_promised_is_cut_off(target: Path) -> None:
    with serving(CONTENT, always=Fault(whole=True, length=-3)) as site:
        fetch(site, target, size=None, sha256=None)
    assert target.read_bytes() == CONTENT[:-3]


def test_wrong_bytes_are_deleted(target: Path) -> None:
    with serving(CONTENT) as site:
        site.faults.append(Fault(wrong=True))
        with pytest.raises(WrongFile, match="does not match its published fingerprint") as caught:
            fetch(site, target)
        assert list(target.parent.iterdir()) == []
        assert "It was deleted" in caught.value.sentence()

        fetch(site, target)
    assert target.read_bytes() == CONTENT


def test_a_right_file_is_not_fetched_again_and_a_wrong_one_is_replaced(target: Path) -> None:
    target.write_bytes(CONTENT)
    with serving(CONTENT) as site:
        assert fetch(site, target) == SHA256
        assert site.asked == []

        target.write_bytes(CONTENT[:-1] + b"!")
        fetch(site, target)
    assert target.read_bytes() == CONTENT


def test_no_size_is_no_download_where_the_hash_is_not_known_either(target: Path) -> None:
    with (
        serving(CONTENT, ranges=False, always=Fault(no_length=True)) as site,
        pytest.raises(NotAvailable, match="does not say how large"),
    ):
        fetch(site, target, size=None, sha256=None)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, NeedsToken), (403, NeedsToken), (404, NotAvailable), (410, NotAvailable)],
)
def test_an_answer_that_says_no_is_told_at_once(target: Path, status: int, kind: Any) -> None:
    with serving(CONTENT, always=Fault(status=status)) as site, pytest.raises(kind) as caught:
        fetch(site, target)
    assert len(site.asked) == 1
    assert caught.value.hint


def test_a_redirect_that_expired_is_asked_for_again(target: Path) -> None:
    with serving(CONTENT) as site:
        moved = site.url + "?signed"
        site.faults.extend([Fault(redirect=moved), Fault(cut=10_000), Fault(status=403)])
        site.faults.append(Fault(redirect=moved))
        fetch(site, target, manner=ONE)

    assert [asked["path"] for asked in site.asked[:5]] == [
        "/file", "/file?signed", "/file?signed", "/file", "/file?signed",
    ]  # fmt: skip
    assert target.read_bytes() == CONTENT


def test_a_cancelled_download_keeps_its_bytes(target: Path) -> None:
    control = JobControl(lambda progress: control.cancel() if progress.step > 200_000 else None)
    with serving(CONTENT, delay=0.005) as site:
        with pytest.raises(Cancelled):
            fetch(site, target, control=control)
        assert not target.exists()
        before = site.sent
        fetch(site, target)

    assert target.read_bytes() == CONTENT
    assert site.sent < len(CONTENT) + before


def test_a_held_download_asks_for_nothing_and_goes_on_where_it_was(target: Path) -> None:
    reached = threading.Event()
    control = DownloadControl(lambda p: reached.set() if p.step > 100_000 else None)
    with serving(CONTENT, delay=0.005) as site:
        thread = threading.Thread(target=fetch, args=(site, target), kwargs={"control": control})
        thread.start()
        assert reached.wait(30)
        control.pause()
        time.sleep(0.6)  # until all connections are closed
        asked = len(site.asked)
        time.sleep(0.4)
        assert len(site.asked) == asked
        assert not target.exists()
        site.delay = 0
        control.go_on()
        thread.join(30)

    assert target.read_bytes() == CONTENT


class Tapped(DownloadControl):
    """Held for the calling thread only, from one report to the next.

    So the connections are cut by a pause that is over before they notice.
    """

    def __init__(self, when: int) -> None:
        super().__init__(self.look)
        self.when, self.tapped, self.pressed = when, False, False
        self.thread = threading.get_ident()

    @property
    def held(self) -> bool:
        return self.pressed and threading.get_ident() == self.thread

    def look(self, progress: Progress) -> None:
        self.pressed = not self.tapped and progress.step >= self.when
        self.tapped = self.tapped or self.pressed


def test_a_pause_that_is_over_at_once_is_no_failure_of_the_server(target: Path) -> None:
    patient = replace(HERE, seconds=60)
    with serving(CONTENT) as site:
        site.faults.append(Fault(stall=250_000))
        control = Tapped(250_000)
        fetch(site, target, manner=replace(ONE, tries=1), control=control, network=patient)

    assert control.tapped
    assert target.read_bytes() == CONTENT
    assert site.starts == [0, 250_000]


def test_a_range_that_ends_before_it_begins_is_not_asked_for_without_end(target: Path) -> None:
    with serving(CONTENT, always=Fault(last=-150_000)) as site:
        site.faults.append(Fault())
        with pytest.raises(Incomplete):
            fetch(site, target)
    assert len(site.asked) <= 1 + SMALL.tries * SMALL.connections


def test_two_at_once_do_not_mix(target: Path) -> None:
    started = threading.Event()
    control = JobControl(lambda progress: started.set())
    with serving(CONTENT, delay=0.005) as site:
        thread = threading.Thread(target=fetch, args=(site, target), kwargs={"control": control})
        thread.start()
        assert started.wait(30)
        with pytest.raises(NotAvailable, match="is being fetched already"):
            fetch(site, target)
        thread.join(60)

    assert target.read_bytes() == CONTENT
    assert only(target)


def test_too_little_space_is_told_before_a_byte_is_written(target: Path) -> None:
    with serving(CONTENT) as site, pytest.raises(DiskFull, match="GB needed for model"):
        fetch(site, target, manner=Manner(margin=1 << 60))
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("redirect", "words"),
    [
        ("http://169.254.169.254/latest", "is not a place"),
        ("http://127.0.0.1:1/x", "is not a place"),
        ("https://example.org/x", "is not a place"),
        ("file:///etc/passwd", "without encryption"),
        ("ftp://localhost/x", "without encryption"),
        ("http://user:word@localhost/x", "holds a password"),
        ("http://localhost:99999/x", "does not exist"),
        ("/file", "without end"),
    ],
)
def test_a_redirect_elsewhere_is_refused(target: Path, redirect: str, words: str) -> None:
    with (
        serving(CONTENT, always=Fault(redirect=redirect)) as site,
        pytest.raises(Refused, match=words),
    ):
        fetch(site, target)
    assert list(target.parent.iterdir()) == []


def test_every_trouble_is_a_sentence(target: Path) -> None:
    """With nobody listening there is no traceback either."""
    wanted = Wanted("http://localhost:9/file", 10, SHA256)
    with pytest.raises(UserError, match="no connection to the source"):
        download(wanted, target, HERE, JobControl(), SMALL)
