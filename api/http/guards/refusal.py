"""A request that is refused, as an exception that becomes a problem document."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.http.problem import problem


class Refusal(HTTPException):
    """Ends a request with a problem document.

    Parameters
    ----------
    status : int
        The HTTP status.
    title : str
        What kind of refusal it is, the same every time.
    detail : str
        Why, and what to do.
    headers : mapping, optional
        Headers that go with it.
    """

    def __init__(self, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.title = title

    def answer(self, path: str) -> Response:
        """Return the answer to a request for a path."""
        made = problem(self.status_code, self.title, self.detail, instance=path)
        made.headers.update(self.headers or {})
        return made


async def answer_refusal(request: Request, error: Exception) -> Response:
    """Answer a refusal that a route or a dependency raised."""
    assert isinstance(error, Refusal)
    return error.answer(request.url.path)
