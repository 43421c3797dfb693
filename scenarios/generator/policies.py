"""What holds for everybody at a synthetic desk: SLA policies, travel, hours."""

from engine.domain.desk import Desk, TravelProfile
from engine.domain.hours import WeeklyHours
from engine.domain.sla import SlaClock, SlaPolicy, SlaTarget

from .frame import Frame


def _targets(*rows: tuple[int | None, int | None, int | None]) -> tuple[SlaTarget, ...]:
    return tuple(
        SlaTarget(priority=number, respond_minutes=respond, plan_minutes=plan, resolve_minutes=resolve)
        for number, (respond, plan, resolve) in enumerate(rows, start=1)
    )


GOLD = SlaPolicy(
    id="gold",
    clock=SlaClock.ALWAYS,
    targets=_targets((30, 60, 480), (60, 240, 1440), (480, 1440, 4320), (1440, 2880, 8640)),
)
SILVER = SlaPolicy(
    id="silver",
    clock=SlaClock.DESK,
    targets=_targets((60, 120, 540), (120, 270, 1080), (540, 810, 2160), (1080, 1620, 3780)),
)
BRONZE = SlaPolicy(
    id="bronze",
    clock=SlaClock.CLIENT,
    targets=_targets((120, None, 960), (270, None, 1620), (960, None, 3240), (1440, None, None)),
)


def desk(frame: Frame) -> Desk:
    """Return the desk of a frame."""
    return Desk(
        name=f"{frame.metro.name} managed services",
        time_zone=frame.metro.zone,
        planning_window=frame.window,
        now=frame.now,
        business_hours=WeeklyHours.parse("mon-fri 08:00-17:00"),
        holiday_country=frame.metro.holiday_country,
        holiday_subdivision=frame.metro.holiday_subdivision,
        sla_policies=(GOLD, SILVER, BRONZE),
        travel_profiles=(
            TravelProfile(id="car", km_per_hour=50, detour_percent=130, fixed_minutes=4),
            TravelProfile(id="bike", km_per_hour=16, detour_percent=120, fixed_minutes=1),
        ),
    )
