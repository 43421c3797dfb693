"""A preference, and what it costs whom."""

import datetime as dt

from engine.domain.preference import Kind, Preference

LAST = dt.date(2026, 3, 31)


def wish(**fields: object) -> Preference:
    """Return a preference for James, or against him, at contoso."""
    values = {"client_id": "contoso", "engineer_id": "james", "owner": "dora", "expires": LAST, "minutes": 20}
    return Preference(**values | fields)  # type: ignore[arg-type]


def test_preferring_prices_anybody_else() -> None:
    """James costs nothing and Mike 20; to avoid James is the other way round."""
    assert [wish().minutes_of(who, "incident", LAST) for who in ("james", "mike")] == [0, 20]
    avoided = wish(kind=Kind.AVOID)
    assert [avoided.minutes_of(who, "incident", LAST) for who in ("james", "mike")] == [20, 0]


def test_it_ends_by_itself_and_may_be_narrow() -> None:
    """It counts on its last day, not on the next, and for its type of ticket only."""
    assert wish().minutes_of("mike", "incident", LAST + dt.timedelta(days=1)) == 0
    assert wish(ticket_type="request").minutes_of("mike", "incident", LAST) == 0
    assert wish(ticket_type="request").minutes_of("mike", "request", LAST) == 20
