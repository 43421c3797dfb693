"""A body put together as it comes in, unpacked where it is packed, and never larger than allowed."""

import zlib

from .address import flawed

MOST_BYTES = 2_000_000
"""Of a calendar, packed and unpacked."""
_GZIP = 31


class Body:
    """A body that grows piece by piece.

    Parameters
    ----------
    host : str
        Who sends it, for what is said about it.
    encoding : str
        Its Content-Encoding; gzip alone is unpacked, because nothing else is asked for.
    most : int
        Bytes that are too many by one.
    """

    def __init__(self, host: str, encoding: str, most: int = MOST_BYTES) -> None:
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise flawed(host, f"the server packs its answer as {encoding[:40]!r}, which nobody asked for")
        self._host = host
        self._most = most
        self._packed = 0
        self._unpacker = zlib.decompressobj(_GZIP) if "gzip" in encoding else None
        self._pieces = bytearray()

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        self._packed += len(piece)
        if self._unpacker:
            try:
                # One byte more than fits is enough to know: a bomb is never unpacked further than that.
                piece = self._unpacker.decompress(piece, self._most + 1 - len(self._pieces))
            except zlib.error:
                raise flawed(self._host, "the server's packed answer cannot be unpacked") from None
        self._pieces += piece
        if max(self._packed, len(self._pieces)) > self._most:
            raise flawed(self._host, f"the calendar is larger than {self._most} bytes", "subscribe to a smaller one")

    def whole(self) -> bytes:
        """Return the body."""
        if self._unpacker and not self._unpacker.eof:
            raise flawed(self._host, "the server's answer broke off")
        return bytes(self._pieces)
