"""Puts all guards before an application, in their order."""

from starlette.applications import Starlette

from api.settings import Settings

from .access_log import AccessLog
from .body_limit import BodyLimit
from .headers import SecurityHeaders
from .hosts import Hosts
from .identify import Identify
from .rate_limit import RateLimit
from .refusal import Refusal, answer_refusal


def guard(app: Starlette, settings: Settings) -> None:
    """Put the guards before an application, whose ``state.service`` they use at each request."""
    app.add_exception_handler(Refusal, answer_refusal)
    # The last one added is the first to see a request: what costs least comes first, and every refusal is
    # logged and carries the headers.
    app.add_middleware(RateLimit, settings=settings)
    app.add_middleware(Identify, settings=settings)
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(AccessLog)
    app.add_middleware(SecurityHeaders, settings=settings)
