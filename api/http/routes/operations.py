"""For whoever runs the service: is it up, can it answer, what does it do."""

from fastapi import APIRouter, Request
from sqlalchemy import text
from starlette.responses import Response

from api.access.roles import Permission, Role

from ..guards.principal import current_principal, needs
from ..metrics import render
from ..problem import problem
from ..reply import as_text
from ..service import TheService

router = APIRouter(tags=["operations"])


@router.get("/health")
async def health() -> dict[str, str]:
    """Say that the process is alive."""
    # On no thread of its own: it is told though all of them wait.
    return {"status": "ok"}


@router.get("/ready", response_model=dict[str, str])
def ready(service: TheService) -> Response:
    """Say whether requests can be answered: the store is there, and a warm worker is up."""
    with service.database.read() as session:
        session.execute(text("SELECT 1"))
    if not service.pool.is_ready:
        made = problem(503, "Not ready", "No warm worker is up yet. Maybe wait a moment.", instance="/ready")
        made.headers["Retry-After"] = "2"
        return made
    return Response(b'{"status":"ready"}', media_type="application/json")


@router.get(
    "/metrics",
    response_class=Response,
    responses=as_text("text/plain"),
    openapi_extra={"x-roles": [Role.ADMIN.value]},
)
def metrics(request: Request, service: TheService) -> Response:
    """Return the service's figures in the text format of Prometheus.

    On the machine itself they can be open to anybody (OPENDAY_OPEN_METRICS).
    """
    caller = request.client.host if request.client else ""
    if not (service.settings.open_metrics and caller in ("127.0.0.1", "::1")):
        needs(Permission.MANAGE)(current_principal(request))
    return Response(render(service), media_type="text/plain; version=0.0.4")
