"""Output into a pipe whose reader has gone, as ``head`` does: the rest is dropped and the command goes on."""

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Patient(io.FileIO):
    """A file that drops what nobody reads any more."""

    def write(self, data: "ReadableBuffer") -> int:
        """Write, or once the reader has gone, write to nowhere."""
        try:
            return super().write(data)
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return super().write(data)


def survive_closed_pipe() -> None:
    """Let standard output and standard error outlive their readers, so that the exit code is the command's own."""
    sys.stdout, sys.stderr = _patient(sys.stdout), _patient(sys.stderr)


def _patient(stream: TextIO) -> TextIO:
    raw = getattr(stream.buffer, "raw", stream.buffer) if isinstance(stream, io.TextIOWrapper) else None
    # Other streams, such as a Windows console, have no pipe that could close.
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(raw, io.FileIO):
        return stream
    stream.flush()
    file = _Patient(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        # An unbuffered stream stays one.
        file if raw is stream.buffer else io.BufferedWriter(file),
        stream.encoding,
        stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
