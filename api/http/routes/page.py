"""The page: static files that are built from `api/board`, and where to find them."""

from fastapi import APIRouter, FastAPI
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from api.board import page_folder

router = APIRouter(include_in_schema=False)
_MISSING = """<!doctype html><html lang="en"><title>Openday</title>
<h1>The page has not been built</h1>
<p>The service is up, only its page is missing. Build it with <code>python -m api.board.build</code>, or with
<code>make serve</code>, and start the service again. The API is described at <a href="/docs">/docs</a>.</p></html>"""


@router.get("/")
def home() -> Response:
    """Lead to the page."""
    return RedirectResponse("/app/")


def mount_page(app: FastAPI) -> None:
    """Serve the page at /app/, or say how to get it."""
    folder = page_folder()
    if folder is not None:
        app.mount("/app", StaticFiles(directory=folder, html=True), name="page")
        return

    @app.get("/app/{rest:path}", include_in_schema=False)
    def missing(rest: str) -> Response:  # noqa: ARG001
        return HTMLResponse(_MISSING, 503)
