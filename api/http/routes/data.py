"""The desk's data one by one: engineers, tickets, clients and sites."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.service import editing
from api.service.plain import plain
from api.service.service import Service, etag_of
from api.store.desks import KINDS, Snapshot
from engine.domain.base import Frozen
from engine.domain.ticket import Status
from engine.errors import DataError, Flaw, UnknownId

from ..models.base import ID
from ..models.data import ClientIn, EngineerIn, Patch, SiteIn, TicketIn
from ..models.listing import Listing
from ..reply import After, IfMatch, IfNoneMatch, Limit, page, reply, unless_known
from ..service import TheService
from ..tags import require, tag_of
from ..who import Editor, Reader

router = APIRouter(tags=["data"])
Kind = Literal["engineers", "tickets", "clients", "sites"]
RowId = Annotated[str, Path(min_length=1, max_length=128, pattern=ID)]
Words = Annotated[str, Query(max_length=200, description="Words that it holds.")]
GIVEN: dict[Kind, type[Frozen]] = {
    "engineers": EngineerIn,
    "tickets": TicketIn,
    "clients": ClientIn,
    "sites": SiteIn,
}
"""What is written, by kind."""


@router.get("/tickets", name="list tickets", response_model=Listing[KINDS["tickets"][1]])  # type: ignore[misc]
def tickets(
    who: Reader,
    service: TheService,
    q: Words = "",
    status: Annotated[Status | None, Query(description="Only those that stand so.")] = None,
    unassigned: Annotated[bool, Query(description="Only those to be planned that have no place.")] = False,
    limit: Limit = 100,
    after: After = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Return the desk's tickets."""
    now = service.snapshot(who.desk_id)

    def make() -> dict[str, Any]:
        published = now.problem.published
        placed = {each.ticket_id for each in published.assignments} if published else set()
        found = [
            each
            for each in now.problem.tickets
            if (status is None or each.status is status)
            and not (unassigned and (each.id in placed or not each.is_schedulable))
        ]
        return _page(now, found, q, limit, after)

    return unless_known(if_none_match, etag_of(now), make)


def _list(kind: Kind) -> Callable[..., Response]:
    def rows(
        who: Reader,
        service: TheService,
        q: Words = "",
        limit: Limit = 100,
        after: After = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        now = service.snapshot(who.desk_id)
        return unless_known(
            if_none_match, etag_of(now), lambda: _page(now, getattr(now.problem, kind), q, limit, after)
        )

    rows.__doc__ = f"Return the desk's {kind}."
    return rows


def _one(kind: Kind) -> Callable[..., Response]:
    def row(row_id: RowId, who: Reader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
        now = service.snapshot(who.desk_id)
        document = _document(now, _model(now, kind, row_id))
        return unless_known(if_none_match, tag_of(document), lambda: document)

    row.__doc__ = f"Return one of the desk's {kind}."
    return row


def _put(kind: Kind) -> Callable[..., Response]:
    given = GIVEN[kind]

    def put(
        row_id: RowId,
        body: given,  # type: ignore[valid-type]
        who: Editor,
        service: TheService,
        if_match: IfMatch = None,
    ) -> Response:
        said = _without_busy(body.model_dump())  # type: ignore[attr-defined]
        if said["id"] not in ("", row_id):
            message, hint = f"the address names {row_id!r}", "leave it out"
            raise DataError([Flaw("request", 0, "id", said["id"], message, hint)])
        model = editing.parsed(KINDS[kind][1], said | {"id": row_id})
        return _write(service, who, kind, row_id, if_match, lambda _now: model, "write")

    put.__doc__ = f"Write one of the desk's {kind}, new or in place of what is there."
    return put


def _patch(kind: Kind) -> Callable[..., Response]:
    def patch(row_id: RowId, patch: Patch, who: Editor, service: TheService, if_match: IfMatch = None) -> Response:
        def make(now: Snapshot) -> Frozen:
            return editing.patched(now, kind, row_id, _without_busy(patch))

        return _write(service, who, kind, row_id, if_match, make, "edit")

    patch.__doc__ = f"Change one of the desk's {kind}."
    return patch


def _delete(kind: Kind) -> Callable[..., Response]:
    def delete(row_id: RowId, who: Editor, service: TheService, if_match: IfMatch = None) -> Response:
        def think(now: Snapshot) -> editing.Change:
            require(if_match, tag_of(_document(now, _model(now, kind, row_id))))
            return editing.delete_row(kind, row_id)(now)

        editing.change(service, who.desk_id, who.name, think)
        return Response(status_code=204)

    delete.__doc__ = f"Take one of the desk's {kind} away; refused while something refers to it."
    return delete


def _routes(kind: Kind) -> None:
    one, model = editing.SINGULAR[kind], KINDS[kind][1]
    if kind != "tickets":
        router.get(f"/{kind}", name=f"list {kind}", response_model=Listing[model])(_list(kind))  # type: ignore[valid-type]
    router.get(f"/{kind}/{{row_id}}", name=f"get {one}", response_model=model)(_one(kind))
    router.put(f"/{kind}/{{row_id}}", name=f"put {one}", response_model=model)(_put(kind))
    router.patch(f"/{kind}/{{row_id}}", name=f"patch {one}", response_model=model)(_patch(kind))
    router.delete(f"/{kind}/{{row_id}}", name=f"delete {one}", status_code=204)(_delete(kind))


for _kind in GIVEN:
    _routes(_kind)


def _write(
    service: Service,
    who: Editor,
    kind: Kind,
    row_id: str,
    if_match: str | None,
    make: Callable[[Snapshot], Frozen],
    action: str,
) -> Response:
    """Write a row as it is made of the desk as it is, and answer with it."""

    def think(now: Snapshot) -> editing.Change:
        model = make(now)
        there = getattr(now.problem, editing.SINGULAR[kind]).get(row_id)
        require(if_match, tag_of(_document(now, there)) if there else None)
        return editing.replace_rows(kind, [model], action=action)(now)

    after = editing.change(service, who.desk_id, who.name, think).after
    document = _document(after, _model(after, kind, row_id))
    return reply(document, headers={"ETag": tag_of(document)})


def _page(now: Snapshot, models: Any, words: str, limit: int, after: str | None) -> dict[str, Any]:
    shown = page([each for each in models if _holds(each, words)], limit, after, lambda each: each.id)
    return shown | {"items": [_document(now, each) for each in shown["items"]]}


def _model(now: Snapshot, kind: Kind, row_id: str) -> Any:
    found = getattr(now.problem, editing.SINGULAR[kind]).get(row_id)
    if found is None:
        raise UnknownId(f"the desk has no {editing.SINGULAR[kind]} {row_id!r}")
    return found


def _document(now: Snapshot, model: Frozen) -> Any:
    return plain(model, ZoneInfo(now.problem.desk.time_zone))


def _holds(model: Any, words: str) -> bool:
    names = ("id", "name", "summary", "client_id", "site_id", "type")
    text = " ".join(str(getattr(model, name, "") or "") for name in names).lower()
    return all(word in text for word in words.lower().split())


def _without_busy(body: dict[str, Any]) -> dict[str, Any]:
    """Return an engineer's body without busy time, which has an address of its own."""
    return {name: value for name, value in body.items() if name != "busy"}
