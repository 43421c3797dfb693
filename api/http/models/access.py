"""Who may come in: sessions, keys, feeds and subscriptions."""

from typing import Literal

from pydantic import Field

from .base import Answer, Id, Instant, Request, example

RoleName = Literal["admin", "dispatcher", "planner", "engineer", "viewer"]


class SessionRequest(Request):
    """A key to sign in with."""

    key: str = Field(min_length=1, max_length=200, examples=["od_..."])


class Me(Answer):
    """Who calls, and what they may do."""

    desk_id: str
    desk_name: str
    name: str
    role: RoleName
    engineer_id: str | None
    permissions: list[str]


class KeyRequest(Request):
    """A new key; an engineer's needs her id."""

    model_config = example(name="Mike's phone", role="engineer", engineer_id="mike-moreau")

    name: str = Field(min_length=1, max_length=100)
    role: RoleName
    engineer_id: Id | None = None
    expires: Instant | None = None


class KeyOut(Answer):
    """A key as it is known after it was shown."""

    id: str
    name: str
    role: RoleName
    engineer_id: str | None
    created: Instant
    expires: Instant | None
    revoked: Instant | None


class NewKey(KeyOut):
    """A new key with what its holder presents, shown this once."""

    key: str


class FeedOut(Answer):
    """The address of an engineer's calendar, shown this once."""

    url: str


class SubscriptionRequest(Request):
    """A calendar elsewhere that an engineer's busy time is read from."""

    model_config = example(engineer_id="mike-moreau", url="https://calendar.example.com/mike.ics")

    engineer_id: Id
    url: str = Field(min_length=1, max_length=2000)


class SubscriptionOut(Answer):
    """A subscription, and how the last fetch went."""

    id: str
    engineer_id: str
    url: str
    created: Instant
    fetched: Instant | None
    error: str
