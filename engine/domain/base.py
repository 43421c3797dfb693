"""The base of every model: frozen, nothing unknown accepted, durations whole minutes, instants with an offset."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints


def _fixed_offset(instant: dt.datetime) -> dt.datetime:
    """Return the same instant with its offset alone: two datetimes of one ZoneInfo subtract by the wall clock."""
    return instant.replace(tzinfo=dt.timezone(instant.utcoffset() or dt.timedelta()), fold=0)


Instant = Annotated[AwareDatetime, AfterValidator(_fixed_offset)]
Identifier = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]
Minutes = Annotated[int, Field(ge=0, le=1_000_000)]
Priority = Annotated[int, Field(ge=1, le=4)]
Tier = Annotated[int, Field(ge=1, le=4)]
Level = Annotated[int, Field(ge=1, le=5)]
Percent = Annotated[int, Field(ge=1, le=1000)]


class Frozen(BaseModel):
    """An immutable model that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a changed copy; what was computed from the old fields and kept is computed anew."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy
