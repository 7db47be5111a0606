"""The connections of one download, in threads that end before it does.

Every request asks for a range, with If-Range where the server names a version, so that a file
which has changed meanwhile is noticed and begun anew.
"""

import http.client
import re
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from core import durable
from core.errors import UserError
from core.jobs import JobControl, Progress, Transfer
from core.packs.network import Answer, Network
from core.packs.part import Part, Range, Source
from core.told import Told

_BLOCK = 1 << 18  # bytes read at most at once
_REPORT_SECONDS = 0.2
_SPEED_SECONDS = 5.0
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})


class Incomplete(UserError):
    hint = "What has arrived is kept: try again to go on from there."


class WrongFile(UserError):
    hint = "It was deleted; try again, or choose another source."


class NotAvailable(UserError):
    hint = "Try again later, or import the file from a folder."


class NeedsToken(UserError):
    hint = "Accept its terms on the publisher's page, then enter an access token: Models, Access."


class DownloadControl(JobControl):
    """A JobControl that can also hold the work; safe from any thread."""

    def __init__(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        super().__init__(on_progress)
        self._held = threading.Event()

    @property
    def held(self) -> bool:
        return self._held.is_set()

    def pause(self) -> None:
        """Close the connections until `go_on`; what has arrived is kept, also over a restart."""
        self._held.set()

    def go_on(self) -> None:
        self._held.clear()


@dataclass(frozen=True)
class Manner:
    """How a file is fetched; times in seconds, sizes in bytes."""

    connections: int = 4
    piece: int = 64 << 20  # per request
    tries: int = 6  # without a byte of progress
    pause: float = 0.5  # before the second try; doubled each time, up to 30
    margin: int = 1_000_000_000  # that stays free on the disk


USUAL = Manner()


@dataclass(frozen=True)
class Wanted:
    """One file to fetch. `size` and `sha256` are None where they were not published."""

    url: str
    size: int | None = None
    sha256: str | None = None


class _Cut(OSError):
    """This request gave no more; another one may."""


class Fetching:
    """The connections of one download. Its threads end before `run` does."""

    def __init__(
        self, wanted: Wanted, part: Part, network: Network, control: JobControl, manner: Manner
    ) -> None:
        self._wanted, self._part, self._network = wanted, part, network
        self._control, self._manner = control, manner
        self._name = part.path.stem
        self._lock = threading.RLock()
        self._wake = threading.Event()  # there is something for the calling thread to look at
        self._stop = threading.Event()
        self._fault: BaseException | None = None
        self._answers: set[Answer] = set()
        self._asked: dict[int, Range] = {}  # by a connection that is open; by its thread
        self._place: str | None = None  # where redirects have led
        self._plural = False  # whether the server has shown that it serves ranges
        self._failures, self._most = 0, part.count
        self._seen: deque[tuple[float, int]] = deque()

    def run(self) -> None:
        """Fetch what is missing; raises as `download`, but for WrongFile of a wrong hash."""
        threads: list[threading.Thread] = []
        try:
            while not self._complete() and self._fault is None:
                threads = [thread for thread in threads if thread.is_alive()]
                allowed = self._manner.connections if self._plural else 1
                if len(threads) < allowed and not self._held() and self._open_pieces():
                    threads.append(threading.Thread(target=self._work, name="download"))
                    threads[-1].start()
                else:
                    self._wake.wait(_REPORT_SECONDS)
                    self._wake.clear()
                self._report()
                if self._held():
                    self._hang_up()
        finally:
            self._stop.set()
            self._hang_up()
            for thread in threads:
                thread.join()
        if self._fault is not None and not self._complete():
            raise self._fault

    def _complete(self) -> bool:
        return self._part.source is not None and not self._part.missing()

    def _held(self) -> bool:
        return isinstance(self._control, DownloadControl) and self._control.held

    def _report(self) -> None:
        now, count, source = time.monotonic(), self._part.count, self._part.source
        self._seen.append((now, count))
        while now - self._seen[0][0] > _SPEED_SECONDS:
            self._seen.popleft()
        since, before = self._seen[0]
        speed = max(0.0, (count - before) / (now - since)) if now > since else 0.0
        total = source.size if source else self._wanted.size or 0
        left = (total - count) / speed if speed and total else None
        self._control.publish(Transfer("downloading", count, total, speed=speed, left=left))

    def _hang_up(self) -> None:
        with self._lock:
            for answer in self._answers:
                answer.hang_up()

    def _work(self) -> None:
        """One connection after another, until nothing is left to ask for; runs in a thread."""
        while self._fault is None and not self._stop.is_set() and not self._held():
            with self._lock:
                pieces = self._open_pieces()
                if not pieces:
                    break
                piece = pieces[0]
                self._asked[threading.get_ident()] = piece
            try:
                self._fetch(piece)
                self._failures = 0
            except (OSError, http.client.HTTPException) as error:
                self._try_again_later(error)
            except BaseException as error:  # told by the calling thread
                self._fault = self._fault or error
                break
            finally:
                with self._lock:
                    self._asked.pop(threading.get_ident(), None)
        self._wake.set()

    def _open_pieces(self) -> list[Range]:
        """What nobody has asked for yet, in pieces; before the size is known, the first one."""
        with self._lock:
            if self._part.source is None:
                return [] if self._asked else [(0, self._manner.piece)]
            pieces: list[Range] = []
            for start, end in self._part.missing():
                for first, last in sorted(self._asked.values()):
                    if first < end and last > start:
                        pieces += self._cut_up(start, first)
                        start = max(start, last)
                pieces += self._cut_up(start, end)
            return pieces

    def _cut_up(self, start: int, end: int) -> list[Range]:
        step = self._manner.piece
        return [(place, min(place + step, end)) for place in range(start, end, step)]

    def _try_again_later(self, error: Exception) -> None:
        """Wait before the next try, or give up; any progress makes patient again."""
        if self._stop.is_set() or self._held():
            return
        with self._lock:
            count = self._part.count
            self._failures = self._failures + 1 if count <= self._most else 1
            self._most = max(count, self._most)
            failures = self._failures
        if isinstance(error, ssl.SSLCertVerificationError):
            self._fault = NotAvailable(
                Told(
                    "The connection for {0} is not secure: its certificate is not valid.",
                    self._name,
                )
            )
        elif failures >= self._manner.tries:
            self._fault = self._incomplete()
        else:
            self._stop.wait(min(self._manner.pause * 2 ** (failures - 1), 30))

    def _incomplete(self) -> UserError:
        source = self._part.source
        if source is None:
            return NotAvailable(Told("There is no connection to the source of {0}.", self._name))
        done, size = self._part.count / 1e6, source.size / 1e6
        return Incomplete(
            Told("Download of {0} incomplete: {1:.1f} of {2:.1f} MB.", self._name, done, size)
        )

    def _fetch(self, piece: Range) -> None:
        """Ask for one piece and write what comes."""
        edition, source = self._part.edition, self._part.source
        headers = {"Range": f"bytes={piece[0]}-{piece[1] - 1}"}
        if source is not None and source.validator and source.url == self._wanted.url:
            headers["If-Range"] = source.validator
        answer = self._network.get(self._place or self._wanted.url, headers)
        with self._lock:
            self._answers.add(answer)
        try:
            place, end, edition = self._judge(answer, piece, edition)
            while place < end and not self._stop.is_set():
                data = answer.read(min(_BLOCK, end - place))
                if not data:
                    raise _Cut("the body ended early")
                with durable.readable_errors(self._part.path, end - place):
                    if not self._part.write(place, data, edition):
                        return
                place += len(data)
        except (OSError, http.client.HTTPException):
            if not answer.hung_up:
                raise
        finally:
            with self._lock:
                self._answers.discard(answer)
            answer.close()

    def _judge(self, answer: Answer, piece: Range, edition: int) -> tuple[int, int, int]:
        """Which bytes the answer brings, and of which edition; begins anew if the file changed."""
        if answer.status not in (200, 206):
            raise self._trouble(answer)
        if answer.status == 206:
            match = _CONTENT_RANGE.fullmatch(answer.header("Content-Range"))
            if match is None or int(match[1]) != piece[0] or int(match[2]) < piece[0]:
                raise _Cut("another range than asked for")
            size = int(match[3])
            end = min(int(match[2]) + 1, piece[1], size)
        elif (length := answer.header("Content-Length")).isdecimal():
            end = size = int(length)
        else:
            raise NotAvailable(Told("The server does not say how large {0} is.", self._name))
        source = Source(self._wanted.url, size, _validator(answer), self._wanted.sha256)
        with self._lock:
            if edition != self._part.edition:
                raise _Cut("begun anew meanwhile")
            self._place = answer.url
            whole = answer.status == 200
            if whole or self._part.source is None or _changed(self._part.source, source):
                self._begin(source)
            self._plural = not whole
            if whole:
                self._asked = {threading.get_ident(): (0, size)}
                return 0, size, self._part.edition
            if edition != self._part.edition and piece[0] > 0:
                raise _Cut("changed at its source")
            return piece[0], end, self._part.edition

    def _begin(self, source: Source) -> None:
        expected = self._wanted.size
        if expected is not None and source.size != expected:
            raise WrongFile(
                Told("{0} has {1} bytes instead of {2}.", self._name, source.size, expected)
            )
        self._part.begin(source, self._manner.margin)

    def _trouble(self, answer: Answer) -> Exception:
        """What an answer without content means."""
        status = answer.status
        moved = self._place is not None and self._place != self._wanted.url
        if status in _TRANSIENT or (status in (401, 403, 404) and moved):
            self._place = None  # addresses that a redirect gave expire
            return _Cut("not now")
        if status in (401, 403):
            return NeedsToken(
                Told("{0} is only given to those who have agreed to its terms.", self._name)
            )
        if status == 416:
            self._part.forget()
            return WrongFile(Told("{0} has changed at its source.", self._name))
        return NotAvailable(Told("The server does not give {0} (answer {1}).", self._name, status))


def _validator(answer: Answer) -> str:
    """What If-Range can name: a strong ETag, else the date of the last change."""
    etag = answer.header("ETag")
    return etag if etag.startswith('"') else answer.header("Last-Modified")


def _changed(before: Source, now: Source) -> bool:
    if before.size != now.size:
        return True
    return before.url == now.url and before.validator != now.validator
