"""The service's settings, read from the environment (``OPENDAY_...``); the command line's options go before them."""

import os
from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_url() -> str:
    """Return the URL of the embedded database, a file in the user's own data folder."""
    return f"sqlite:///{Path(platformdirs.user_data_dir('openday', appauthor=False)) / 'openday.db'}"


class Settings(BaseSettings):
    """What an operator may set; the defaults serve one desk on one machine, on loopback."""

    model_config = SettingsConfigDict(env_prefix="OPENDAY_", frozen=True)

    database: str = Field(default_factory=default_url)
    """URL of the database: ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``."""
    host: str = "127.0.0.1"
    port: int = Field(default=8040, ge=0, le=65535)
    warm_workers: int = Field(default_factory=lambda: max(1, min(4, os.cpu_count() or 1)), ge=1, le=64)
    """Processes that hold desks compiled and answer questions about them."""
    job_slots: int = Field(default=1, ge=0, le=64)
    """Plans of teams at the same time; 0 leaves them to another process of the service."""
    what_if_slots: int = Field(default=1, ge=0, le=64)
    """What-ifs at the same time, beside those; they give way to plans and to questions that somebody waits for."""
    job_threads: int = Field(default_factory=lambda: max(1, (os.cpu_count() or 1) - 1), ge=1, le=64)
    """Search threads of one long solve."""
    nightly: str = ""
    """When the service plans every desk by itself: a cron line in the desk's zone (``0 2 * * *``); empty is never."""
    nightly_seconds: int = Field(default=600, ge=1, le=3600)
    nightly_publishes: bool = False
    """Whether the nightly plan is published at once instead of waiting for a dispatcher."""
    autopilot_seconds: int = Field(default=60, ge=0, le=3600)
    """Seconds between two looks at the waiting tickets of desks that let the engine act alone; 0 is never."""
    proposal_hours: int = Field(default=24, ge=1, le=24 * 30)
    """Hours after which a proposal that nobody took up expires."""
    job_days: int = Field(default=14, ge=1, le=365)
    """Days after which a finished job and what it said on the way are deleted."""
    oidc_issuer: str = ""
    """Issuer of bearer tokens (OpenID Connect); empty accepts none."""
    oidc_audience: str = ""
    oidc_jwks_url: str = ""
    """Where the issuer's keys are; empty looks it up in the issuer's discovery document."""
    oidc_desk_claim: str = "openday_desk"
    oidc_role_claim: str = "openday_role"
    oidc_engineer_claim: str = "openday_engineer"
    session_hours: int = Field(default=12, ge=1, le=24 * 14)
    requests_per_minute: int = Field(default=600, ge=1)
    """Of one caller; an unknown one (no or a wrong key) gets a twentieth."""
    largest_body_bytes: int = Field(default=25_000_000, ge=1_000)
    largest_rows: int = Field(default=100_000, ge=1)
    """Rows of one import."""
    subscription_hosts: tuple[str, ...] = ()
    """Hosts on private addresses that calendars may be fetched from all the same."""
    subscription_minutes: int = Field(default=30, ge=5)
    open_metrics: bool = False
    """Whether /metrics answers callers on loopback without a key."""
    secure_cookie: bool = False
    """Whether the session's cookie is for HTTPS alone; set it behind a proxy that speaks HTTPS."""
    tiles: str = ""
    """URL of a map style for the page; empty draws the map without one."""
    public_url: str = ""
    """Address under which people reach the service, for links to calendar feeds; empty takes the request's."""
    allowed_hosts: tuple[str, ...] = ()
    """Names, beside loopback's and public_url's, that the service answers to (its Host header)."""
