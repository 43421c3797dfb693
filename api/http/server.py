"""The service's processes around the application: warm workers, long solves, the timer, and the web server."""

import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn

from api.connectors.subscriptions.refresh import refresh_all
from api.jobs.autopilot import Autopilot
from api.jobs.supervisor import Supervisor
from api.jobs.timer import Timer
from api.service.daily import learn_daily
from api.service.service import Service
from api.settings import Settings
from api.store.database import Database
from api.warm.pool import WarmPool
from engine.errors import DataError, Flaw

from .app import create_app

KEEP_ALIVE = 75
"""Seconds that an idle connection stays open: longer than clients and proxies keep theirs (60 is usual), or a request
meets a connection that is just being closed."""
BACKLOG = 2048
"""Connections that may wait to be taken."""


@contextlib.contextmanager
def running(database: Database, settings: Settings) -> Iterator[Service]:
    """Give a service with everything running that belongs to it; all of it has ended when the block has."""
    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(WarmPool(settings.warm_workers))
        service = Service(settings, database, pool)
        stack.enter_context(Supervisor(database, settings))

        def refresh(should_stop: Callable[[], bool]) -> None:
            refresh_all(database, settings, service.clock(), should_stop=should_stop)

        pilot = Autopilot(service)
        timer = Timer(database, settings, refresh, pilot=pilot.look, learn=lambda: learn_daily(service))
        stack.enter_context(timer)
        yield service


def serve(database: Database, settings: Settings, on_started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Parameters
    ----------
    on_started : callable
        Told the address once requests are taken.

    Raises
    ------
    DataError
        When the address cannot be listened at.
    """
    with running(database, settings) as service:
        config = uvicorn.Config(
            create_app(service),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=KEEP_ALIVE,
        )
        listener = _listener(settings.host, settings.port)
        host, port = listener.getsockname()[:2]
        on_started(f"http://{f'[{host}]' if ':' in host else host}:{port}")
        uvicorn.Server(config).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that an address in use is an error like any other.

    The protocol is named because asyncio turns off Nagle's algorithm only where it is; otherwise each answer waits some
    40 ms for the other side's delayed acknowledgement.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol or socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        # Whoever comes before the web server does waits, and is not turned away.
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        message, hint = f"cannot be listened at: {error.strerror}", "another service is there; choose another --port"
        raise DataError([Flaw("settings", 0, "port", f"{host}:{port}", message, hint)]) from None
    return listener
