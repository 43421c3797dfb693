"""The service as a route's parameter."""

from typing import Annotated, cast

from fastapi import Depends, Request

from api.service.service import Service


def _service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


TheService = Annotated[Service, Depends(_service)]
