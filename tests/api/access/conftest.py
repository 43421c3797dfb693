"""A database with two desks, and an issuer on loopback."""

from collections.abc import Iterator

import pytest
from signing_issuer import Issuer
from sqlalchemy.orm import Session
from stored_desks import add_desks

from api.store.database import Database


@pytest.fixture
def session(any_database: Database) -> Iterator[Session]:
    """Give a transaction on a database with the desks acme and other."""
    with add_desks(any_database, "acme", "other").write() as session:
        yield session


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """Give an issuer that answers on loopback."""
    with Issuer() as issuer:
        yield issuer
