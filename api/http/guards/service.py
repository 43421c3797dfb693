"""What the guards need of the service; they find it at ``app.state.service``."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol, cast

from starlette.types import Scope

from api.settings import Settings
from api.store.database import Database


class Service(Protocol):
    """The service, as far as the guards know it."""

    @property
    def database(self) -> Database:
        """Where keys and sessions are."""

    @property
    def settings(self) -> Settings:
        """What the operator has set."""

    @property
    def clock(self) -> Callable[[], dt.datetime]:
        """The wall clock."""


def service_of(scope: Scope) -> Service:
    """Return the service that a request came to."""
    return cast(Service, scope["app"].state.service)
