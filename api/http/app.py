"""The application: routes, guards and errors put together around a service."""

import contextlib
from collections.abc import AsyncIterator
from importlib.metadata import version

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.service.service import Service

from .described import describe, refusals
from .errors import answer_errors
from .guards.guard import guard
from .metrics import Measured
from .routes import (
    access,
    asking,
    board,
    calendars,
    data,
    decisions,
    desk,
    events,
    exchange,
    learning,
    manual,
    offering,
    operations,
    page,
    plans,
    proposals,
    relieving,
    replanning,
    scenarios,
    scoring,
    trail,
    trusting,
    what_ifs,
)

THREADS = 120
"""Requests that are answered side by side; most of them wait for the store or for a worker."""
_ABOUT = """Openday plans the work of a managed service provider's service desk: who works which ticket, and when.

Instants are ISO 8601 with an offset; durations are whole minutes in fields that end in `_minutes`; costs and gains are
in thousandths of an engineer-minute. Errors are problem documents (RFC 9457). A `POST` may carry an
`Idempotency-Key`: the same request again gets the same answer, and its effect is had once."""
_PARTS = (
    access,
    asking,
    board,
    calendars,
    desk,
    data,
    decisions,
    events,
    exchange,
    learning,
    offering,
    operations,
    plans,
    proposals,
    relieving,
    replanning,
    scenarios,
    scoring,
    trail,
    trusting,
    what_ifs,
    manual,
    page,
)


def create_app(service: Service) -> FastAPI:
    """Return the application of a service."""
    app = FastAPI(
        lifespan=_with_threads,
        title="Openday",
        version=version("openday"),
        description=_ABOUT,
        responses=refusals(),
        generate_unique_id_function=_operation_id,
        # The framework's own pages load scripts from elsewhere, which the browser is told to refuse.
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    answer_errors(app)
    guard(app, service.settings)
    app.add_middleware(Measured)
    for part in _PARTS:
        app.include_router(part.router)
    page.mount_page(app)
    describe(app, [route for part in _PARTS for route in part.router.routes if isinstance(route, APIRoute)])
    return app


@contextlib.asynccontextmanager
async def _with_threads(_app: FastAPI) -> AsyncIterator[None]:
    """Allow as many requests side by side as may well wait for a worker at the same time."""
    current_default_thread_limiter().total_tokens = THREADS
    yield


def _operation_id(route: APIRoute) -> str:
    method = min(route.methods or {"GET"}).lower()
    return f"{method}{route.path_format.replace('/', '_').replace('{', '').replace('}', '')}"
