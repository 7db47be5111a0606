"""A web server on this machine that behaves well, or badly in the ways that real ones do."""

import contextlib
import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass
class Fault:
    """What goes wrong with one answer; all that is left out goes right."""

    cut: int | None = None  # the connection ends after so many bytes of the body
    stall: int | None = None  # nothing more comes after so many
    status: int | None = None  # instead of the file
    redirect: str = ""
    whole: bool = False  # 200 for 206
    length: int = 0  # added to what the server says of the size
    shift: int = 0  # another range than asked for
    last: int = 0  # added to the last byte that the range names
    wrong: bool = False  # a bit is flipped
    tag: str = ""  # the ETag of this and all later answers
    content: bytes | None = None  # of this and all later answers
    no_length: bool = False


@dataclass
class Site:
    """What is served, and what was asked for."""

    content: bytes = b""
    tag: str = '"first"'
    ranges: bool = True
    delay: float = 0.0  # seconds between blocks
    block: int = 16_384
    faults: deque[Fault] = field(default_factory=deque)
    always: Fault = field(default_factory=Fault)
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)  # by path; none: `content` everywhere
    sent: int = 0  # bytes of bodies
    lock: Any = field(default_factory=threading.Lock)
    ended: Any = field(default_factory=threading.Event)

    @property
    def starts(self) -> list[int]:
        """The first byte of each request."""
        return [int(asked["Range"][6:].split("-")[0]) for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        site: Site = self.server.site
        with site.lock:
            fault = site.faults.popleft() if site.faults else site.always
            site.tag = fault.tag or site.tag
            site.content = site.content if fault.content is None else fault.content
            content, tag = site.content, site.tag
            if site.files:
                content = site.files.get(self.path, b"")
                fault = fault if content else Fault(status=404)
            site.asked.append({"path": self.path, **dict(self.headers)})
        self.close_connection = True
        if fault.redirect or fault.status:
            self.send_response(302 if fault.redirect else fault.status or 500)
            if fault.redirect:
                self.send_header("Location", fault.redirect)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        with contextlib.suppress(OSError):
            self._serve(site, content, tag, fault)

    def _serve(self, site: Site, content: bytes, tag: str, fault: Fault) -> None:
        match = _RANGE.match(self.headers.get("Range", ""))
        same = self.headers.get("If-Range", tag) == tag
        start, end = 0, len(content)
        if match and same and site.ranges and not fault.whole:
            start = int(match[1])
            end = min(end, int(match[2] or end) + 1)
            if start >= end:
                self.send_response(416)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206)
            shown = start + fault.shift
            total = len(content) + fault.length
            self.send_header("Content-Range", f"bytes {shown}-{end - 1 + fault.last}/{total}")
            self.send_header("Content-Length", str(end - start))
        else:
            self.send_response(200)
            if not fault.no_length:
                self.send_header("Content-Length", str(end + fault.length))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self._body(site, content[start:end], fault)

    def _body(self, site: Site, data: bytes, fault: Fault) -> None:
        if fault.wrong and data:
            data = bytes([data[0] ^ 1]) + data[1:]
        limit = min(x for x in (fault.cut, fault.stall, len(data)) if x is not None)
        for place in range(0, limit, site.block):
            block = data[place : min(place + site.block, limit)]
            self.wfile.write(block)
            with site.lock:
                site.sent += len(block)
            if site.delay:
                time.sleep(site.delay)
        if fault.stall is not None:
            site.ended.wait(30)

    def log_message(self, *arguments: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that hangs up is what these tests are about


@contextlib.contextmanager
def serving(content: bytes = b"", context: Any = None, **options: Any) -> Iterator[Site]:
    """A site at http://localhost, or with an SSL context at https, until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if context is not None else "http"
    site = Site(content, url=f"{scheme}://localhost:{server.server_port}/file", **options)
    server.site = site
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
