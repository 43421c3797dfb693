"""The service's figures for Prometheus: requests by route, questions, jobs."""

import time
from collections import Counter as Count
from http import HTTPMethod

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.service.service import Service
from api.store import tables

REGISTRY = CollectorRegistry()
_REQUESTS = Counter("openday_requests_total", "Requests.", ["method", "route", "status"], registry=REGISTRY)
_SECONDS = Histogram(
    "openday_request_seconds",
    "Seconds to the first byte of an answer.",
    ["route"],
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 10),
)
_WORKERS = Gauge("openday_warm_workers", "Warm workers.", ["state"], registry=REGISTRY)
_WAITING = Gauge("openday_waiting_questions", "Questions that wait for a worker.", registry=REGISTRY)
_JOBS = Gauge("openday_jobs", "Jobs.", ["state"], registry=REGISTRY)
_METHODS = frozenset(HTTPMethod)
_OTHER = "other"
"""For methods and paths that there are not: each name is kept for good, and anybody can make some up."""


class Measured:
    """Middleware that counts requests by their route, never by their path: ids are no label."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", _OTHER)
                method = scope["method"] if scope["method"] in _METHODS else _OTHER
                _REQUESTS.labels(method, route, message["status"]).inc()
                _SECONDS.labels(route).observe(time.monotonic() - began)
            await send(message)

        await self.app(scope, receive, noted)


def render(service: Service) -> bytes:
    """Return all figures as they are now."""
    gauges = service.pool.gauges()
    _WORKERS.labels("busy").set(gauges.busy)
    _WORKERS.labels("up").set(gauges.up)
    _WAITING.set(gauges.waiting)
    with service.database.read() as session:
        found = session.execute(select(tables.Job.state, func.count()).group_by(tables.Job.state)).all()
    counts = Count({row[0]: row[1] for row in found})
    for state in ("queued", "running", "done", "failed", "cancelled"):
        _JOBS.labels(state).set(counts[state])
    return generate_latest(REGISTRY)
