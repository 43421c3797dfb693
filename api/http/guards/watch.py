"""Who listens for long is looked up again now and then: a key may be revoked meanwhile, and a session end."""

import time
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from api.access.principal import Principal

from .principal import CurrentPrincipal

SECONDS = 15.0
"""How long somebody who has been revoked may still hear what goes on."""


class Watch:
    """Tells whether a listener is still let in.

    Parameters
    ----------
    look : callable
        Finds out anew who calls.
    principal : Principal
        Who it was when the request came.
    """

    def __init__(self, look: Callable[[], Principal | None], principal: Principal) -> None:
        self._look = look
        self._principal = principal
        self._looked = time.monotonic()

    async def is_known(self) -> bool:
        """Whether what was shown still stands for the same; looked up at most every `SECONDS`."""
        if time.monotonic() - self._looked < SECONDS:
            return True
        found = await run_in_threadpool(self._look)
        self._looked = time.monotonic()
        return found == self._principal


def _watch(request: Request, principal: CurrentPrincipal) -> Watch:
    return Watch(request.state.look_again, principal)


OnWatch = Annotated[Watch, Depends(_watch)]
"""The parameter of a route whose answer has no end."""
