"""From locations to clients, their sites, and how well each engineer knows them."""

import pandas as pd

from engine.domain.client import Client, Familiarity
from engine.domain.site import Site

from . import assumptions as assume


def read_clients(unresolved: pd.DataFrame, solved: pd.DataFrame) -> tuple[Client, ...]:
    """Return one client per location of an incident, familiar with those who solved incidents there."""
    known: dict[str, list[Familiarity]] = {}
    groups = solved.dropna(subset=["engineer_id"]).groupby([client_ids(solved), "engineer_id"])
    for (client_id, engineer_id), rows in groups:
        familiarity = Familiarity(engineer_id=str(engineer_id), visits=len(rows), last=rows["done_at"].max().date())
        known.setdefault(str(client_id), []).append(familiarity)
    names = sorted(set(client_ids(unresolved)) | set(client_ids(solved)))
    return tuple(Client(id=name, sla_policy=assume.SLA.id, familiarity=tuple(known.get(name, ()))) for name in names)


def read_sites(clients: tuple[Client, ...]) -> tuple[Site, ...]:
    """Return one site per client whose location is known; nobody travels there, so its coordinates do not matter."""
    return tuple(
        Site(id=client.id, client_id=client.id, latitude=assume.LATITUDE, longitude=assume.LONGITUDE)
        for client in clients
        if client.id != assume.UNKNOWN_CLIENT
    )


def client_ids(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return the client of each incident."""
    return rows["location"].fillna(assume.UNKNOWN_CLIENT).rename("client_id")
