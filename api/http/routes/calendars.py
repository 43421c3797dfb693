"""Calendars in and out: the feed that an engineer's own program reads, and calendars that she keeps elsewhere."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.access import feeds
from api.connectors.subscriptions import book
from api.connectors.subscriptions.refresh import refresh
from api.service.feeds import rewrite_feeds
from api.service.plain import plain
from api.store import desks, tables
from api.store.trail import note
from engine.domain.schedule import Schedule
from engine.errors import UnknownId

from ..guards.refusal import Refusal
from ..models.access import FeedOut, SubscriptionOut, SubscriptionRequest
from ..models.listing import Listing
from ..once import OnlyOnce
from ..reply import After, IfNoneMatch, Limit, as_text, page, unless_known
from ..service import TheService
from ..tags import tag_of
from ..who import Manager

router = APIRouter(tags=["calendars"])
EngineerId = Annotated[str, Path(min_length=1, max_length=128)]


@router.post("/engineers/{engineer_id}/feed", response_model=FeedOut, status_code=201)
def make_feed(engineer_id: EngineerId, request: Request, who: Manager, service: TheService, once: OnlyOnce) -> Response:
    """Make the address of an engineer's calendar anew; the former one ends. It is shown this once."""
    # Nearly always this is what is found once more under the lock, and need not be read there.
    service.snapshot(who.desk_id)

    def effect(remember: Any) -> Any:
        with service.database.write() as session:
            # Who publishes meanwhile writes this feed as well: the later one has to know what the other did.
            desks.lock(session, who.desk_id)
            now = service.snapshots.get(session, who.desk_id, service.clock())
            token = feeds.make(session, who.desk_id, engineer_id)
            published = now.published or Schedule(assignments=())
            rewrite_feeds(session, now, published, [engineer_id], now.published_version)
            note(session, who.desk_id, service.clock(), who.name, "make feed", engineer_id)
            remember(session, {"url": ""})
        base = service.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
        return {"url": f"{base}/engineers/{engineer_id}/calendar.ics?token={token}"}

    return once.run(effect, 201)


@router.delete("/engineers/{engineer_id}/feed", status_code=204)
def revoke_feed(engineer_id: EngineerId, who: Manager, service: TheService) -> Response:
    """End the address of an engineer's calendar."""
    with service.database.write() as session:
        if session.get(tables.Engineer, {"desk_id": who.desk_id, "id": engineer_id}) is None:
            raise UnknownId(f"the desk has no engineer {engineer_id!r}")
        feeds.revoke(session, who.desk_id, engineer_id)
        note(session, who.desk_id, service.clock(), who.name, "revoke feed", engineer_id)
    return Response(status_code=204)


@router.get("/engineers/{engineer_id}/calendar.ics", response_class=Response, responses=as_text("text/calendar"))
def feed(
    engineer_id: EngineerId,
    service: TheService,
    token: Annotated[str, Query(max_length=200)] = "",
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Return an engineer's published work as ICS, to whoever knows the address."""
    with service.database.read() as session:
        row = feeds.find(session, engineer_id, token)
        if row is None:
            # The same words for a wrong engineer and a wrong token.
            raise Refusal(404, "Not found", "There is no such calendar. Maybe its address was made anew.")
        calendar = row.calendar
    return unless_known(if_none_match, tag_of(calendar), lambda: calendar, "text/calendar")


@router.get("/subscriptions", response_model=Listing[SubscriptionOut])
def subscriptions(who: Manager, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return the calendars that the desk reads busy time from, and how the last fetch of each went."""
    zone = ZoneInfo(service.snapshot(who.desk_id).problem.desk.time_zone)
    with service.database.read() as session:
        found = [_subscription(row, zone) for row in book.of_desk(session, who.desk_id)]
    return page(found, limit, after, lambda row: str(row["id"]))


@router.post("/subscriptions", response_model=SubscriptionOut, status_code=201)
def subscribe(body: SubscriptionRequest, who: Manager, service: TheService, once: OnlyOnce) -> Response:
    """Read an engineer's busy time from a calendar elsewhere, from now on and again and again."""
    zone = ZoneInfo(service.snapshot(who.desk_id).problem.desk.time_zone)
    trusted = service.settings.subscription_hosts

    def effect(remember: Any) -> Any:
        with service.database.write() as session:
            row = book.add(session, who.desk_id, body.engineer_id, body.url, service.clock(), trusted)
            note(session, who.desk_id, service.clock(), who.name, "subscribe", body.engineer_id)
            made = _subscription(row, zone)
            remember(session, made)
        return made

    return once.run(effect, 201, lambda answer: f"/subscriptions/{answer['id']}")


@router.post("/subscriptions/{subscription_id}/refresh", response_model=SubscriptionOut)
def refresh_now(subscription_id: str, who: Manager, service: TheService) -> dict[str, Any]:
    """Fetch a calendar now."""
    zone = ZoneInfo(service.snapshot(who.desk_id).problem.desk.time_zone)
    with service.database.read() as session:
        book.one(session, subscription_id, who.desk_id)
    refresh(service.database, service.settings, subscription_id, service.clock())
    with service.database.read() as session:
        return _subscription(book.one(session, subscription_id, who.desk_id), zone)


@router.delete("/subscriptions/{subscription_id}", status_code=204)
def unsubscribe(subscription_id: str, who: Manager, service: TheService) -> Response:
    """Read a calendar no more; the busy time that came from it goes."""
    with service.database.write() as session:
        book.remove(session, who.desk_id, subscription_id)
        note(session, who.desk_id, service.clock(), who.name, "unsubscribe", subscription_id)
    return Response(status_code=204)


def _subscription(row: tables.Subscription, zone: ZoneInfo) -> dict[str, Any]:
    names = ("id", "engineer_id", "url", "error")
    times = ("created", "fetched")
    return {name: getattr(row, name) for name in names} | {name: plain(getattr(row, name), zone) for name in times}
