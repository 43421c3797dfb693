"""The description of the API for people to read."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from ..manual import manual

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show the routes and models, as the OpenAPI document has them."""
    return HTMLResponse(manual(request.app.openapi()))
