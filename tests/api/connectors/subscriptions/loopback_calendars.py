"""A calendar server on loopback that answers whatever a test wants, byte by byte."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

LINES = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test")


def ics(*events: str) -> bytes:
    """Return a calendar of events, each given as its properties separated by spaces."""
    lines = [*LINES]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", *event.split(" "), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


MEETING = ics("DTSTART:20260303T090000Z DTEND:20260303T100000Z SUMMARY:Meeting")


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole HTTP answer; underscores in the names of headers stand for hyphens."""
    given = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n".encode() + body


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    path: str
    headers: Mapping[str, str]
    sni: str | None


Says = Callable[[Asked], Iterator[bytes]]


class Calendars:
    """Serves on a free port of loopback, over TLS when it has a context; keeps every request.

    ``paths`` says what is answered: bytes, or a generator whose pieces are sent one by one until the caller hangs up.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.paths: dict[str, bytes | Says] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._names: dict[int, str | None] = {}
        self._context = context
        if context:
            context.sni_callback = self._named
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.closing.set()
        # Nothing else wakes a thread that waits for a caller on every system.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            pass
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def url(self, path: str = "/x.ics", host: str = "calendar.example", scheme: str = "http") -> str:
        """Return an address of this server."""
        return f"{scheme}://{host}:{self.port}{path}"

    def _named(self, connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        self._names[id(connection)] = name

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.closing.is_set():
                connection.close()
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            if self._context is None:
                self._speak(connection, None)
                return
            with self._context.wrap_socket(connection, server_side=True) as secure:
                self._speak(secure, self._names.get(id(secure)))

    def _speak(self, connection: socket.socket, sni: str | None) -> None:
        with connection.makefile("rb") as lines:
            path = lines.readline().decode().split(" ")[1]
            headers = {}
            while (line := lines.readline().decode().strip()) != "":
                name, _, value = line.partition(": ")
                headers[name.lower()] = value
        asked = Asked(path, headers, sni)
        self.asked.append(asked)
        said = self.paths.get(path, answer(status="404 Not Found"))
        for piece in [said] if isinstance(said, bytes) else said(asked):
            connection.sendall(piece)
